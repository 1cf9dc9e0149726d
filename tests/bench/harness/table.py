"""Figures for people: one row a measurement, ours beside Linux' and how many times dearer that is."""


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def size_text(size):
    for limit, unit in ((1 << 20, "MiB"), (1 << 10, "KiB")):
        if size >= limit and size % limit == 0:
            return f"{size // limit} {unit}"
    return f"{size} B" if size else ""


def counted(count, name):
    """`1 CPU`, `1,000 SIPs`: how a setting is written."""
    word = {"sips": "SIPs", "cpus": "CPUs"}.get(name, name)
    return f"{count:,} {word if count != 1 else word.removesuffix('s')}"


def pairs(results):
    """(ours, [Linux' results for the same]) in the order of ours."""
    for ours in results:
        if ours.where not in ("hosted", "qemu"):
            continue
        other = {"hosted": "linux", "qemu": "qemu-linux"}[ours.where]
        yield ours, [r for r in results if r.where == other and (r.op, r.bytes, r.beside) == (ours.op, ours.bytes, ours.via) and not ours.setting]


def rows(results):
    for ours, theirs in pairs(results):
        setting = ", ".join(counted(value, name) for name, value in ours.setting.items())
        first = [ours.op, " ".join(filter(None, (size_text(ours.bytes), ours.via, setting))), number(ours.median), number(ours.least), number(ours.p99)]
        if not theirs:
            yield first + [""] * 4
        for index, peer in enumerate(theirs):
            yield (first if index == 0 else [""] * 5) + [peer.via, number(peer.median), number(peer.least), f"{peer.median / ours.median:.1f}"]


HEADINGS = ["operation", "", "median", "least", "p99", "Linux", "median", "least", "ratio"]


def plain(results, title):
    body = [HEADINGS, *rows(results)]
    widths = [max(len(row[i]) for row in body) for i in range(len(HEADINGS))]
    numeric = {2, 3, 4, 6, 7, 8}
    lines = [title]
    for row in body:
        lines.append("  ".join(cell.rjust(w) if i in numeric else cell.ljust(w) for i, (cell, w) in enumerate(zip(row, widths))).rstrip())
    return "\n".join(lines)


def markdown(results):
    lines = ["| " + " | ".join(HEADINGS) + " |", "|---|---|---:|---:|---:|---|---:|---:|---:|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows(results)]
    return "\n".join(lines)
