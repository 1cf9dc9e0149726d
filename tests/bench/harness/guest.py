"""Figures in guest instructions: whole runs of QEMU with -icount, in which the time-stamp counter counts instructions, so that every run gives the
same figures. Bulkhead here; Linux in the same machine is guest_linux.py."""
import json

from machines import BenchError, parse_script_log, run_qemu
from operations import by_command
from results import from_batches

LIMITS = "tests/bench/limits.json"
GOOD_END = 33
ICOUNT = ["-icount", "shift=0,sleep=off"]


def command(root, build, system="bench", smp=1, memory=512):
    return [f"{root}/buildimage/launch/qemu.sh", f"{build}/kernel.elf", f"{build}/images/{system}.img", "--headless", "--smp", str(smp), "--memory", str(memory),
            "--timeout", "500", "--command-line", "headless", "--", *ICOUNT]


def run(root, build, system="bench", smp=1):
    """What the system's script measures: [(command words, batches)…]."""
    line = command(root, build, system, smp)
    status, log = run_qemu(line)
    if status != GOOD_END:
        raise BenchError("BB0114", f"the system {system} ended with status {status} in QEMU; the end of its log:\n" + "\n".join(log.splitlines()[-12:]), "run it by hand: " + " ".join(line))
    return parse_script_log(log)


def measure(root, build):
    found = []
    for words, batches in run(root, build):
        measurement = by_command(words[0], int(words[2]))
        found.append(from_batches(measurement, "qemu", "instructions", batches, per_time=measurement.per_time))
    return found


def record(root, build):
    """Makes this build's counts the ones that gate.py compares with."""
    path = root / LIMITS
    limits = json.loads(path.read_text(encoding="utf-8"))
    limits["instructions"] = {r.key: round(r.median, 1) for r in measure(root, build)}
    path.write_text(json.dumps(limits, indent=2) + "\n", encoding="utf-8")
