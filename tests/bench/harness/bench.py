"""./bulkhead bench: chooses what to measure, measures, and prints figures as a table or as one JSON object a line. Stages: hosted, guest, Linux in
the guest, scaling; then the output. scripts/bench.sh has built what is needed."""
import argparse
import pathlib
import sys

import guest
import guest_linux
import hosted
import instruction_profile
import scaling
import table
from machines import BenchError
from operations import MEASUREMENTS

ROOT = pathlib.Path(__file__).resolve().parents[3]


def arguments():
    parser = argparse.ArgumentParser(prog="./bulkhead bench", description="Measures the kernel's operations, and Linux' beside them.",
                                     epilog="example: ./bulkhead bench --hosted --format=json. Exit status: 0 good, 1 a machine failed, 2 usage.")
    parser.add_argument("--hosted", action="store_true", help="TSC ticks inside a Linux process, beside a Linux program that does the same")
    parser.add_argument("--qemu", action="store_true", help="guest instructions, the same in every run")
    parser.add_argument("--linux", action="store_true", help="guest instructions of Debian's Linux in the same QEMU, with --qemu beside ours")
    parser.add_argument("--scale", action="store_true", help="cost against the number of SIPs and channels, both ways")
    parser.add_argument("--profile", metavar="OPERATION", help="where its guest instructions go, function by function: request-reply, request-reply-block:65536, …")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--quick", action="store_true", help="hosted: shorter batches; for trying, not for quoting")
    parser.add_argument("--build", default=str(ROOT / "build"), help=argparse.SUPPRESS)
    return parser.parse_args()


def show(results, title, form):
    if form == "json":
        for result in results:
            print(result.line(), flush=True)
    else:
        print(table.plain(results, title), end="\n\n", flush=True)


def named(operation):
    """The measurement that `COMMAND` or `COMMAND:BYTES` names."""
    command, _, size = operation.partition(":")
    for measurement in MEASUREMENTS:
        if measurement.command == command and size in ("", str(measurement.bytes)):
            return measurement
    raise BenchError("BB0122", f"there is no operation '{operation}'", "one of: " + " ".join(f"{m.command}:{m.bytes}" if m.bytes else m.command for m in MEASUREMENTS))


def main():
    wanted = arguments()
    if wanted.profile:
        return instruction_profile.show(ROOT, wanted.build, named(wanted.profile))
    everything = not (wanted.hosted or wanted.qemu or wanted.linux or wanted.scale)
    if wanted.qemu or wanted.linux or everything:
        linux = guest_linux.run(ROOT, wanted.build) if wanted.linux else []
        show(guest.measure(ROOT, wanted.build) + linux, "Guest instructions (QEMU, -icount)", wanted.format)
    if wanted.hosted or everything:
        show(hosted.measure(wanted.build, wanted.quick), "TSC ticks (hosted, one pinned CPU; Linux in turn with it)", wanted.format)
    if wanted.scale or everything:
        results = list(scaling.measure(ROOT, wanted.build, wanted.quick))
        show([r for r in results if r.where == "qemu"], "Guest instructions among other SIPs and channels", wanted.format)
        show([r for r in results if r.where == "hosted"], "TSC ticks among other SIPs and channels", wanted.format)


try:
    main()
except BenchError as error:
    sys.exit(error.args[0])
except KeyboardInterrupt:
    sys.exit(130)
