"""Writes measured figures into docs/performance.md, between its `<!-- bench: NAME -->` and `<!-- end -->` lines, and the charts into docs/plots/."""
import os
import platform
import re

import table
from machines import BenchError
from plots import Chart, Line, svg

PAGE = "docs/performance.md"
UNITS = {"qemu": "guest instructions", "hosted": "TSC ticks"}
PEERS = {"qemu": "qemu-linux", "hosted": "linux"}


def machine_text(quick):
    """What the hosted figures were taken on."""
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8") if line.startswith("model name")), "unknown processor")
    release = platform.release().split("-")[0]
    return f"Hosted figures: {model}, {os.cpu_count()} virtual CPUs, under Linux {release}" + (", short batches." if quick else ".")


def size_chart(results, where):
    """Round trips over message sizes, Linux' beside them."""
    def points(place, via):
        return tuple((r.bytes, r.median) for r in results if r.where == place and r.op == "request-reply" and r.via == via and not r.setting)
    # Linux' figure for 4 bytes stands beside our round trip by slot.
    lines = [Line("Bulkhead, block", points(where, "block")), Line("Linux, pipe", points(PEERS[where], "pipe")),
             Line("Linux, socket pair", points(PEERS[where], "socket pair")), Line("Linux, pipe, 4 B reply", points(PEERS[where], "pipe, reply of 4 bytes"))]
    return Chart(f"Request and reply between two processes, {UNITS[where]}", "bytes there and back", UNITS[where], tuple(l for l in lines if l.points), table.size_text)


def setting_chart(results, name, what):
    """Hosted ticks over what was varied."""
    lines = {}
    for r in results:
        if r.where == "hosted" and list(r.setting) == [name]:
            lines.setdefault(" ".join(filter(None, (r.op, r.via if r.op == "yield" else ""))), []).append((r.setting[name], r.median))
    return Chart(f"Cost against the number of {what}, TSC ticks", what, "TSC ticks", tuple(Line(op, tuple(sorted(points))) for op, points in lines.items() if len(points) > 1), lambda v: f"{v:,}")


def replaced(page, name, content):
    pattern = re.compile(rf"(<!-- bench: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    if not pattern.search(page):
        raise BenchError("BB0123", f"{PAGE} has no place for '{name}'", f"write a line <!-- bench: {name} --> and one <!-- end --> where the table belongs")
    return pattern.sub(lambda match: match[1] + content + "\n" + match[2], page)


def scaled_rows(results, where, name):
    """One row an operation, one column a number of SIPs (or channels, CPUs)."""
    found = [r for r in results if r.where == where and list(r.setting) == [name]]
    numbers = sorted({r.setting[name] for r in found})
    lines = [f"| {UNITS[where]} | " + " | ".join(table.counted(n, name) for n in numbers) + " |", "|---|" + "---:|" * len(numbers)]
    for key in dict.fromkeys((r.op, r.bytes, r.via) for r in found):
        cells = [next((table.number(r.median) for r in found if (r.op, r.bytes, r.via) == key and r.setting[name] == n), "") for n in numbers]
        lines.append(f"| {' '.join(filter(None, (key[0], table.size_text(key[1]), key[2])))} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def update(root, results, machine):
    path = root / PAGE
    page = path.read_text(encoding="utf-8")
    page = replaced(page, "machine", machine)
    for where in ("qemu", "hosted"):
        page = replaced(page, where, table.markdown([r for r in results if r.where in (where, PEERS[where]) and not r.setting]))
        for name in ("sips", "channels", "cpus"):
            page = replaced(page, f"{where} {name}", scaled_rows(results, where, name))
    path.write_text(page, encoding="utf-8")
    charts = {"sizes_instructions": size_chart(results, "qemu"), "sizes_ticks": size_chart(results, "hosted"),
              "sips": setting_chart(results, "sips", "SIPs"), "channels": setting_chart(results, "channels", "channels"),
              "cpus": setting_chart(results, "cpus", "CPUs")}
    (root / "docs/plots").mkdir(exist_ok=True)
    for name, chart in charts.items():
        if chart.lines:
            (root / f"docs/plots/{name}.svg").write_text(svg(chart), encoding="utf-8")
