"""Linux' figures in guest instructions: Debian's kernel in the QEMU that Bulkhead runs in, with linux_bench as its first process."""
import pathlib
import sys

from guest import ICOUNT
from machines import BenchError, parse_script_log, run_qemu
from operations import MEASUREMENTS
from results import from_batches

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "linux"))
from make_initramfs import initramfs  # noqa: E402: the folder beside ours

BATCHES = 10
LONGEST = 1000         # operations in a batch; the emulated machine is a thousand times slower
LAST_LINE = "linux_bench: end"


def script():
    lines = []
    for measurement in MEASUREMENTS:
        for peer in measurement.peers:
            times = max(10, min(LONGEST, peer.times // 10))
            lines.append((measurement, peer, f"{peer.command} {times} {max(1, measurement.bytes)} {BATCHES}"))
    return lines


def command(root, kernel, initrd):
    return ["timeout", "500", "qemu-system-x86_64", "-accel", "tcg", "-machine", "q35", "-cpu", "max", "-smp", "1", "-m", "512", "-display", "none", "-no-reboot",
            "-serial", "stdio", "-kernel", str(kernel), "-initrd", str(initrd), "-append", "console=ttyS0 quiet panic=-1 tsc=reliable", *ICOUNT]


def run(root, build):
    kernels = sorted(pathlib.Path(build, "linux/boot").glob("vmlinuz-*"))
    if not kernels:
        raise BenchError("BB0116", "there is no Linux kernel in build/linux", "./bulkhead bench --linux fetches Debian's")
    lines = script()
    initrd = pathlib.Path(build, "linux/initramfs.cpio")
    initrd.write_bytes(initramfs(pathlib.Path(build, "bin/linux_bench").read_bytes(), "\n".join(line for *_, line in lines) + "\n"))
    machine = command(root, kernels[-1], initrd)
    _, log = run_qemu(machine)
    if LAST_LINE not in log:
        raise BenchError("BB0117", "Linux did not come to its end in QEMU; the end of its log:\n" + "\n".join(log.splitlines()[-12:]), "run it by hand: " + " ".join(machine))
    found = parse_script_log(log)
    return [from_batches(measurement, "qemu-linux", "instructions", batches, via=peer.via, per_time=measurement.per_time)
            for (measurement, peer, _), (_, batches) in zip(lines, found, strict=True)]
