"""./bulkhead bench: chooses what to measure, measures, and prints figures as a table or as one JSON object a line. Stages: guest, Linux in the
guest, hosted, scaling; then the output. scripts/bench.sh has built what is needed."""
import argparse
import pathlib
import sys

import documents
import guest
import guest_linux
import hosted
import instruction_profile
import machines
import programs
import scaling
import table
from machines import BenchError
from operations import MEASUREMENTS

ROOT = pathlib.Path(__file__).resolve().parents[3]
TITLES = {"guest": "Guest instructions (QEMU, -icount)", "hosted": "TSC ticks (hosted, one pinned CPU; Linux in turn with it)",
          "scale": "Among SIPs, channels, CPUs: guest instructions, then TSC ticks"}


def arguments():
    parser = argparse.ArgumentParser(prog="./bulkhead bench", description="Measures the kernel's operations, and Linux' beside them. Without a choice: --qemu --hosted --scale.",
                                     epilog="example: ./bulkhead bench --hosted --format=json. Exit status: 0 good, 1 a machine failed, 2 usage.")
    parser.add_argument("--hosted", action="store_true", help="TSC ticks inside a Linux process, beside a Linux program that does the same")
    parser.add_argument("--qemu", action="store_true", help="guest instructions, the same in every run")
    parser.add_argument("--linux", action="store_true", help="guest instructions of Debian's Linux in the same QEMU, and ours beside them")
    parser.add_argument("--scale", action="store_true", help="cost against the number of SIPs, channels and CPUs, both ways")
    parser.add_argument("--programs", action="store_true", help="the ten programs of processes/programs beside the same in plain C++; with --update-docs, writes only their table")
    parser.add_argument("--profile", metavar="OPERATION", help="where its guest instructions go, by function: yield, request-reply-block:65536, …")
    parser.add_argument("--update-docs", action="store_true", help="measure everything and write docs/performance.md and docs/plots/ anew")
    parser.add_argument("--record", action="store_true", help="make this build's instruction counts the ones that the gate compares with")
    parser.add_argument("--quick", action="store_true", help="hosted: shorter batches; for trying, not for quoting")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--build", default=str(ROOT / "build"), help=argparse.SUPPRESS)
    return parser.parse_args()


def named(operation):
    """The measurement that `COMMAND` or `COMMAND:BYTES` names."""
    command, _, size = operation.partition(":")
    for measurement in MEASUREMENTS:
        if measurement.command == command and size in ("", str(measurement.bytes)):
            return measurement
    raise BenchError("BB0122", f"there is no operation '{operation}'", "one of: " + " ".join(f"{m.command}:{m.bytes}" if m.bytes else m.command for m in MEASUREMENTS))


def stages(wanted):
    """(title, results) of each stage that is wanted."""
    everything = wanted.update_docs or not (wanted.hosted or wanted.qemu or wanted.linux or wanted.scale)
    if wanted.qemu or wanted.linux or everything:
        linux = guest_linux.run(ROOT, wanted.build) if wanted.linux or wanted.update_docs else []
        yield TITLES["guest"], guest.measure(ROOT, wanted.build) + linux
    if wanted.hosted or everything:
        yield TITLES["hosted"], hosted.measure(wanted.build, wanted.quick)
    if wanted.scale or everything:
        yield TITLES["scale"], sorted(scaling.measure(ROOT, wanted.build, wanted.quick), key=lambda r: (r.where != "qemu", list(r.setting), r.op, r.via))


def main():
    wanted = arguments()
    if wanted.profile:
        return instruction_profile.show(ROOT, wanted.build, named(wanted.profile))
    if wanted.record:
        return guest.record(ROOT, wanted.build)
    if not wanted.quick:
        machines.take_precedence()
    if wanted.programs:
        return programs.show(ROOT, wanted)
    everything = []
    for title, results in stages(wanted):
        everything += results
        text = "\n".join(result.line() for result in results) if wanted.format == "json" else table.plain(results, title) + "\n"
        print(text, flush=True)
    if wanted.update_docs:
        documents.update(ROOT, everything, documents.machine_text(wanted.quick))
    return None


try:
    main()
except BenchError as error:
    sys.exit(error.args[0])
except KeyboardInterrupt:
    sys.exit(130)
