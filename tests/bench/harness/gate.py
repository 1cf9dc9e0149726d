"""The gate: fails when an operation has become dearer than tests/bench/limits.json allows. Run by ctest.

  gate.py instructions   two runs of QEMU: equal to the instruction, not above the recorded counts, flat over message sizes
  gate.py ratios         hosted: how many times fewer ticks than Linux in the same run

`./bulkhead bench --record` writes the counts of this build into limits.json.
"""
import json
import pathlib
import sys

import guest
import hosted
from machines import BenchError

ROOT = pathlib.Path(__file__).resolve().parents[3]


def check_repeatable(first, second):
    for a, b in zip(first, second, strict=True):
        if a.samples != b.samples:
            yield f"{a.key}: two runs differ: medians {a.median:.2f} and {b.median:.2f}"


def check_counts(results, limits):
    tolerance = limits["tolerance_percent"]
    for result in results:
        recorded = limits["instructions"].get(result.key)
        if recorded is None:
            yield f"{result.key}: no count is recorded"
            continue
        change = 100 * (result.median / recorded - 1)
        print(f"{result.key:40} {result.median:12.1f} instructions, recorded {recorded:12.1f}, {change:+.1f} %")
        if change > tolerance:
            yield f"{result.key}: {result.median:.1f} guest instructions, {change:.1f} % above the recorded {recorded:.1f} (allowed: {tolerance} %)"
    for key in limits["instructions"].keys() - {r.key for r in results}:
        yield f"{key}: recorded, and no longer measured"


def check_flat(results, limits):
    by_size = {r.bytes: r.median for r in results if r.op == "request-reply" and r.via == "block"}
    for size, most in limits["flat"].items():
        growth = by_size[int(size)] / by_size[4]
        print(f"request-reply with {size} bytes: {growth:.3f} times that with 4 bytes (at most {most})")
        if growth > most:
            yield f"request-reply with {size} bytes costs {growth:.3f} times that with 4 bytes (allowed: {most})"


def instructions(build, limits):
    first, second = guest.measure(ROOT, build), guest.measure(ROOT, build)
    return [*check_repeatable(first, second), *check_counts(first, limits), *check_flat(first, limits)]


def ratios(build, limits):
    """Both sides by their best batch: a busy machine spoils batches, and seldom all of one side."""
    found = []
    results = hosted.measure(build, quick=True, only={wanted["op"] for wanted in limits["ratios"]})
    for wanted in limits["ratios"]:
        ours = next(r for r in results if (r.where, r.op, r.bytes, r.via) == ("hosted", wanted["op"], wanted["bytes"], wanted["via"]))
        theirs = next(r for r in results if (r.where, r.op, r.bytes, r.via) == ("linux", wanted["op"], wanted["bytes"], wanted["peer"]))
        ratio = theirs.least / ours.least
        print(f"{ours.key}: {ours.least:.1f} ticks, Linux ({theirs.via}) {theirs.least:.1f}: ratio {ratio:.1f} (at least {wanted['at_least']})")
        if ratio < wanted["at_least"]:
            found.append(f"{ours.key}: only {ratio:.1f} times fewer ticks than Linux ({theirs.via}); at least {wanted['at_least']} is demanded")
    return found


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("instructions", "ratios"):
        sys.exit("usage: gate.py instructions|ratios BUILD")
    limits = json.loads((ROOT / guest.LIMITS).read_text(encoding="utf-8"))
    failures = {"instructions": instructions, "ratios": ratios}[sys.argv[1]](sys.argv[2], limits)
    for failure in failures:
        print(f"bulkhead: error[BB0115]: {failure}\n  what to do: ./bulkhead bench --profile OPERATION shows where it goes; if the cost is meant, ./bulkhead bench --record", file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    try:
        main()
    except BenchError as error:
        sys.exit(error.args[0])
