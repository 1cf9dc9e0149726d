"""Turns the trace that a kernel prints at its end (kernel/diagnosis/trace.cpp) into the JSON that Perfetto and chrome://tracing read.

trace_to_json.py LOG -o FILE.json. Two views of the same switches: under "CPUs" a track for each CPU with who ran there, and for each
process a track for each of its threads with where it ran. Sends, faults, starts and ends are marks on them. Exit status: 0 written,
1 the log was refused, 2 usage.
"""
import argparse
import json
import pathlib
import re
import sys

SWITCH, SEND, FAULT, END, START, IDLE = range(1, 7)  # abi::TraceKind
CPUS = 1  # the "process" whose tracks are the CPUs; those of the system follow
FIRST_PID = 10
MOST_CPUS = 64


class Refused(Exception):
    """Number, what is wrong, what to do."""


def trace_lines(text):
    """The lines of the kernel's dump, with their numbers: all that follow its header, which it prints when no SIP runs any more."""
    lines = [(number, line.rstrip("\r")) for number, line in enumerate(text.split("\n"), 1)]
    header = max((i for i, (_, line) in enumerate(lines) if line.startswith("bulkhead: trace-ring ")), default=None)
    if header is None:
        raise Refused("BB0041", "the log holds no trace", "boot with the word `trace` on the command line and let the system end: ./bulkhead trace does both")
    return lines[header], [(number, line) for number, line in lines[header + 1 :] if line.startswith("bulkhead: trace")]


def numbers(number, line, count, tail=r"()"):
    match = re.fullmatch(r"bulkhead: trace(?:-\w+)?" + r" (\d{1,20})" * count + tail, line)
    if not match:
        raise Refused("BB0042", f"line {number} is not a line of a trace: {line[:80]!r}", "give the log as the kernel printed it")
    return [int(value) for value in match.groups()[:count]], match[count + 1]


class Names:
    """What processes, programs and messages are called."""

    def __init__(self, lines):
        self.processes, self.programs, self.messages = {}, {}, {}
        for number, line in lines:
            if line.startswith("bulkhead: trace-process "):
                (key,), self.processes[key] = self.entry(number, line, 1)
            elif line.startswith("bulkhead: trace-program "):
                (key,), self.programs[key] = self.entry(number, line, 1)
            elif line.startswith("bulkhead: trace-message "):
                key, name = self.entry(number, line, 2)
                self.messages[tuple(key)] = name
            elif not line.startswith("bulkhead: trace "):
                numbers(number, line, 5)  # which it is not

    @staticmethod
    def entry(number, line, count):
        return numbers(number, line, count, r" (\S+)")

    def message(self, bits):
        contract, tag = bits >> 16, bits & 0xFFFF
        return self.messages.get((contract, tag), f"contract {contract} message {tag}")


class Processes:
    """Which process a record stands for. Records of processes that began with the system stay theirs; another's is used again after its end."""

    def __init__(self, names):
        self.names = names
        self.pids = {}  # record -> the process that has it now
        self.titles = {}  # pid -> name

    def start(self, record, program):
        return self.add(record, f"{self.names.programs.get(program, f'program {program}')} (child)")

    def of(self, record):
        return self.pids.get(record) or self.add(record, "started before the trace")

    def end(self, record):
        pid = self.of(record)
        del self.pids[record]
        return pid

    def add(self, record, name):
        pid = FIRST_PID + len(self.titles)
        self.pids[record], self.titles[pid] = pid, f"{self.names.processes.get(record, name)} [{record}]"
        return pid


class Converter:
    def __init__(self, names, events):
        self.names, self.processes, self.out = names, Processes(names), []
        self.running = {}  # cpu -> (since, thread, pid)
        self.last = {}  # cpu -> time of its last event
        self.threads, self.cpus = set(), set()
        self.origin = events[0][0] if events else 0
        for event in events:
            self.take(*event)
        end = max(self.last.values(), default=self.origin)
        for cpu in list(self.running):
            self.stop(end, cpu)

    def microseconds(self, time):
        return (time - self.origin) / 1000

    def take(self, time, cpu, kind, a, b):
        self.cpus.add(cpu)
        self.last[cpu] = time
        if kind == SWITCH:
            self.stop(time, cpu)
            self.running[cpu] = (time, a, self.processes.of(b))
        elif kind == IDLE:
            self.stop(time, cpu)
        elif kind == SEND:
            self.mark(time, cpu, self.names.message(b), {"endpoint": a, "channel": a // 2, "from": ("importer", "exporter")[a % 2]})
        elif kind == FAULT:
            self.mark(time, cpu, "fault", {"process": self.processes.titles[self.processes.of(a)]})
        elif kind == END:
            self.event("i", "end", self.processes.end(a), 0, time, s="p")
        else:
            self.event("i", "start", self.processes.start(a, b), 0, time, s="p")

    def event(self, phase, name, pid, tid, time, **more):
        self.out.append({"ph": phase, "name": name, "pid": pid, "tid": tid, "ts": self.microseconds(time), **more})

    def mark(self, time, cpu, name, arguments):
        self.event("i", name, CPUS, cpu, time, s="t", args=arguments)
        if cpu in self.running:
            _, thread, pid = self.running[cpu]
            self.event("i", name, pid, thread, time, s="t", args=arguments)

    def stop(self, time, cpu):
        """Closes the slice of who ran on the CPU."""
        if cpu not in self.running:
            return
        since, thread, pid = self.running.pop(cpu)
        self.threads.add((pid, thread))
        duration = (time - since) / 1000
        self.event("X", self.processes.titles[pid], CPUS, cpu, since, dur=duration, args={"thread": thread})
        self.event("X", f"on CPU {cpu}", pid, thread, since, dur=duration)

    def name(self, what, pid, tid, text):
        return {"ph": "M", "name": what, "pid": pid, "tid": tid, "args": {"name": text}}

    def document(self, ring):
        names = [self.name("process_name", CPUS, 0, "CPUs")]
        names += [self.name("thread_name", CPUS, cpu, f"CPU {cpu}") for cpu in sorted(self.cpus)]
        names += [self.name("process_name", pid, 0, title) for pid, title in self.processes.titles.items()]
        names += [self.name("thread_name", pid, thread, f"thread {thread}") for pid, thread in sorted(self.threads)]
        return {"displayTimeUnit": "ns", "otherData": ring, "traceEvents": names + self.out}


def read_events(lines):
    """(time_ns, cpu, kind, a, b) of each event, checked."""
    events, last = [], {}
    for number, line in lines:
        if not line.startswith("bulkhead: trace "):
            continue
        (time, cpu, kind, a, b), _ = numbers(number, line, 5)
        if not SWITCH <= kind <= IDLE or cpu >= MOST_CPUS:
            raise Refused("BB0043", f"line {number}: there is no event of kind {kind} on CPU {cpu}", "this trace is of another version of the kernel")
        if time < last.get(cpu, 0):
            raise Refused("BB0044", f"line {number}: time goes backwards on CPU {cpu}, from {last[cpu]} to {time}", "give the log as the kernel printed it")
        last[cpu] = time
        events.append((time, cpu, kind, a, b))
    return events


def convert(text):
    (number, header), lines = trace_lines(text)
    match = re.fullmatch(r"bulkhead: trace-ring (\d+) events, (\d+) kept", header)
    events = read_events(lines)
    if not match or int(match[2]) != len(events):
        raise Refused("BB0045", f"line {number} does not announce the {len(events)} events that follow it", "the log was cut; let the system end by itself")
    ring = {"recorded": int(match[1]), "kept": len(events)}
    return Converter(Names(lines), events).document(ring), ring


def main():
    parser = argparse.ArgumentParser(description="Turns a kernel's trace into JSON for ui.perfetto.dev and chrome://tracing.")
    parser.add_argument("log", metavar="LOG", type=pathlib.Path)
    parser.add_argument("-o", "--output", metavar="FILE.json", type=pathlib.Path, required=True)
    options = parser.parse_args()
    try:
        document, ring = convert(options.log.read_text(encoding="utf-8", errors="replace"))
        options.output.write_text(json.dumps(document, separators=(",", ":")) + "\n", encoding="utf-8")
    except Refused as refusal:
        number, what, remedy = refusal.args
        sys.exit(f"bulkhead: error[{number}]: {options.log}: {what}\n  what to do: {remedy}")
    except OSError as error:
        sys.exit(f"bulkhead: error[BB0046]: {error.filename}: {error.strerror}\n  what to do: give a log that can be read and a file that can be written")
    lost = f", the oldest {ring['recorded'] - ring['kept']} were overwritten" if ring["recorded"] > ring["kept"] else ""
    print(f"{options.output}: {ring['kept']} events{lost}; open it in ui.perfetto.dev or chrome://tracing")


main()
