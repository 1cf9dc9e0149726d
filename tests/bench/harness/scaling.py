"""Cost against the number of SIPs, of channels and of CPUs: the same operations in systems of tests/bench/systems, in guest instructions and in ticks. The
instructions show what the kernel does more; the ticks also what the caches and the TLB do."""
import guest
from hosted import GOOD_END, QUICK
from machines import BenchError, Companion, cpus, progress, progress_over
from operations import SCALED, scaled_systems
from results import from_batches

MEMORY_MEBIBYTES = 512
BATCHES = 15


def per_time(measurement, system):
    return system.all_ready if measurement.command == "yield-round" else measurement.per_time


def in_guest(root, build, system):
    wanted = {(m.command, str(max(1, m.bytes))): m for m in SCALED}
    for words, batches in guest.run(root, build, system.name, system.cpus):
        measurement = wanted.get((words[0], words[2]))
        if measurement is None or measurement.command not in system.commands:
            continue
        yield from_batches(measurement, "qemu", "instructions", batches, per_time=per_time(measurement, system), setting=system.setting)


def on_host(build, system, quick):
    ours = Companion([f"{build}/bin/bulkhead-hosted", f"{build}/images/{system.name}.img", "--memory", str(MEMORY_MEBIBYTES), "--cpus", str(system.cpus)], cpus(system.cpus))
    for measurement in SCALED:
        if measurement.command in system.commands:
            divisor = (QUICK if quick else 1) * (max(1, system.all_ready // 10) if measurement.command == "yield-round" else 1)
            batches = ours.run(measurement.command, max(1, measurement.times // divisor), measurement.bytes, 5 if quick else BATCHES)
            yield from_batches(measurement, "hosted", "cycles", batches, per_time=per_time(measurement, system), setting=system.setting)
    status, _ = ours.end()
    if status != GOOD_END:
        raise BenchError("BB0113", f"the hosted system {system.name} ended with status {status}", f"run it by hand: build/bin/bulkhead-hosted build/images/{system.name}.img")


def measure(root, build, quick=False):
    for system in scaled_systems():
        progress(f"scaling: {system.name}")
        yield from in_guest(root, build, system)
        yield from on_host(build, system, quick)
    progress_over()
