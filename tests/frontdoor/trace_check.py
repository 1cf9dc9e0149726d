"""Judges a trace in Chrome's JSON format by the kernel's log that it was made from. trace_check.py LOG FILE.json.

Reads the log in a way of its own: each switch must be one slice on its CPU and one on its thread, closed where the next switch or idling of
that CPU is; slices of a track never overlap; every process of the system and every message that was sent has its name.
"""
import collections
import json
import pathlib
import sys

log, document = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"), json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
words = [line.split() for line in log.splitlines() if line.startswith("bulkhead: trace")]
events = [tuple(map(int, w[2:7])) for w in words if w[1] == "trace"]
PHASES = {"M": {"name", "pid", "tid", "args"}, "X": {"name", "pid", "tid", "ts", "dur"}, "i": {"name", "pid", "tid", "ts", "s"}}
CPUS = 1
bad = []


def expect(holds, text):
    if not holds:
        bad.append(text)


def expected_slices():
    """(cpu, start, end) of each switch, in nanoseconds since the first event."""
    origin, end, running, slices = events[0][0], max(e[0] for e in events), {}, []
    for time, cpu, kind, _, _ in events:
        if kind in (1, 6) and cpu in running:
            slices.append((cpu, running.pop(cpu), time - origin))
        if kind == 1:
            running[cpu] = time - origin
    return sorted(slices + [(cpu, since, end - origin) for cpu, since in running.items()])


rows = document["traceEvents"]
for row in rows:
    expect(PHASES.get(row.get("ph"), {"no such phase"}) <= row.keys(), f"a row lacks fields: {row}")
    expect(row.get("dur", 0) >= 0 and row.get("ts", 0) >= 0, f"a time is negative: {row}")
    expect(isinstance(row["name"], str) and isinstance(row["pid"], int) and isinstance(row["tid"], int), f"a field has a wrong type: {row}")

tracks = collections.defaultdict(list)
for row in rows:
    if row["ph"] == "X":
        tracks[row["pid"], row["tid"]].append((round(row["ts"] * 1000), round((row["ts"] + row["dur"]) * 1000)))
for track, slices in tracks.items():
    slices.sort()
    expect(all(a[1] <= b[0] for a, b in zip(slices, slices[1:])), f"slices of track {track} overlap")

wanted = expected_slices()
expect(len(wanted) == sum(e[2] == 1 for e in events) > 20, f"{len(wanted)} slices wanted")
got = sorted((tid, *times) for (pid, tid), slices in tracks.items() if pid == CPUS for times in slices)
expect(got == wanted, "the CPUs' slices are not the log's switches")
expect(sorted(s for (pid, _), slices in tracks.items() if pid != CPUS for s in slices) == sorted(w[1:] for w in wanted), "the threads' slices are not the log's switches")

names = {row["args"]["name"].split(" [")[0] for row in rows if row["ph"] == "M" and row["name"] == "process_name"}
expect({"c1-server", "c1-client", "faulty-server", "witness", "shell", "CPUs"} <= names, f"names of processes: {names}")
named = {(row["pid"], row["tid"]) for row in rows if row["ph"] == "M" and row["name"] == "thread_name"}
expect(tracks.keys() <= named, "a track has no name")
marks = collections.Counter(row["name"] for row in rows if row["ph"] == "i" and row["pid"] == CPUS)
messages = {(int(w[2]), int(w[3])): w[4] for w in words if w[1] == "trace-message"}
sent = collections.Counter(messages[e[4] >> 16, e[4] & 0xFFFF] for e in events if e[2] == 2)
expect(sent["C1.Request"] > 5 and sent["Bulk.Filled"] > 3, f"messages sent: {sent}")
expect({**sent, "fault": sum(e[2] == 3 for e in events)} == dict(marks), f"marks {marks}, sent {sent}")
for kind, name in ((5, "start"), (4, "end")):
    expect(sum(e[2] == kind for e in events) == sum(row["name"] == name and row["ph"] == "i" for row in rows) >= 8, f"not as many marks `{name}` as events")

print("\n".join(f"FAIL {text}" for text in bad[:20]) or f"{len(wanted)} switches, {sum(sent.values())} sends, {len(tracks)} tracks: as in the log")
sys.exit(1 if bad else 0)
