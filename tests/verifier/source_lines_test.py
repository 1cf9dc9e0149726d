#!/usr/bin/env python3
"""Source lines of a .sip, as sipverify reads them and as LLVM does: the same for each place that `suggest` names, and in a log's backtrace.
Usage: source_lines_test.py SIPVERIFY SIP (one that has stores which nothing proves, as --redundant-checks=none leaves them)."""
import json
import os
import pathlib
import subprocess
import sys


def symbolised(sip, addresses):
    text = "".join(f"{address:#x}\n" for address in addresses)
    command = ["llvm-symbolizer-19", f"--obj={sip}", "--no-inlines", "--functions=none"]
    output = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    places = [line.rsplit(":", 1)[0] for line in output.splitlines() if line]
    return ["" if place.endswith(":0") else os.path.normpath(place) for place in places]


def log_of(name, addresses):
    frames = "".join(f"bulkhead:   #{i} 0x{0x2050000000 + at:012x} f+0x1\n" for i, at in enumerate(addresses))
    return f"boot\nbulkhead: SIP {name} ended: store check failed\n{frames}bulkhead: SIP other ended: exit code 0\nbulkhead:   #0 0x{addresses[0]:012x} f\n"


def main():
    sipverify, sip = sys.argv[1], pathlib.Path(sys.argv[2])
    answer = json.loads(subprocess.run([sipverify, "suggest", sip, "--format", "json"], capture_output=True, text=True, check=False).stdout)
    found = {entry["address"]: entry["source"] for entry in answer["suggestions"]}
    if len(found) < 5 or not any(found.values()):
        sys.exit(f"source_lines_test.py: {sip} gives {len(found)} places, too few to compare")
    expected = dict(zip(found, symbolised(sip, found)))
    wrong = [(hex(at), found[at], expected[at]) for at in found if found[at] != expected[at]]
    if wrong:
        sys.exit(f"source_lines_test.py: {len(wrong)} of {len(found)} places differ, first {wrong[0]}")
    # A log: its first frame is the place itself, the others are where calls return to.
    places = list(found)
    log = log_of(sip.stem, [places[0]] + [at + 1 for at in places[1:]])
    lines = subprocess.run([sipverify, "locate", "-", "--sips", sip.parent], input=log, capture_output=True, text=True, check=True).stdout.splitlines()
    if len(lines) != len(log.splitlines()):
        sys.exit("source_lines_test.py: locate added or lost lines")
    for at, line in zip(places, lines[2:]):
        if found[at] and not line.endswith(f" at {found[at]}"):
            sys.exit(f"source_lines_test.py: locate wrote '{line}', which should end with '{found[at]}'")
    if " at " in lines[-1]:
        sys.exit("source_lines_test.py: a frame of a SIP that has no file got a line")
    return 0


if __name__ == "__main__":
    sys.exit(main())
