"""./bulkhead bench --profile OPERATION: where the instructions of one operation go, function by function, exactly. QEMU logs every instruction of a
short batch and of a longer one; the difference, divided, is one operation, without what surrounds a batch. Works for every operation of operations.py.
"""
import bisect
import collections
import pathlib
import re
import socket
import subprocess
import tempfile
import time

from guest import ICOUNT
from machines import BenchError

SHORT, LONG = 100, 600
WINDOWS = (1 << 32, 1 << 47)  # the kernel is below (while it starts) and above
WINDOW_MASK = 0xFFFFFF  # windows of SIPs are aligned to more; their text is smaller
TRACE = re.compile(r"^Trace \d+: 0x[0-9a-f]+ \[[0-9a-f]+/([0-9a-f]+)/")


class Machine:
    """QEMU with the console on its standard streams and the monitor on a socket."""

    def __init__(self, root, build, folder):
        self.monitor_path, self.log = f"{folder}/monitor", pathlib.Path(folder, "log")
        command = [f"{root}/buildimage/launch/qemu.sh", f"{build}/kernel.elf", f"{build}/images/bench.img", "--smp", "1", "--",
                   *ICOUNT, "-monitor", f"unix:{self.monitor_path},server,nowait", "-D", str(self.log)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.monitor = None
        self.wait_for("bulkhead: image")  # what comes before the serial line is set up is lost

    def wait_for(self, beginning):
        for line in self.process.stdout:
            if line.strip().startswith(beginning):
                return
        raise BenchError("BB0120", f"the system ended before '{beginning}'", "./bulkhead boot bench shows its log")

    def batch(self, words):
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()
        self.wait_for("ready")

    def tell(self, words):
        if self.monitor is None:
            self.monitor = socket.socket(socket.AF_UNIX)
            self.monitor.connect(self.monitor_path)
            self.expect_prompt()
        self.monitor.sendall(words.encode() + b"\n")
        self.expect_prompt()

    def expect_prompt(self):
        answer = b""
        while not answer.endswith(b"(qemu) "):
            part = self.monitor.recv(4096)
            if not part:
                raise BenchError("BB0121", "QEMU's monitor has closed", "try again; look at QEMU's messages above")
            answer += part

    def logged(self, words):
        """How often each address was executed from before `words` to `ready`."""
        self.tell("singlestep on")
        self.tell("log exec,nochain")
        self.batch(words)
        self.tell("log none")
        counts = collections.Counter()
        with self.log.open(encoding="ascii", errors="replace") as log:
            for line in log:
                match = TRACE.match(line)
                if match:
                    counts[int(match[1], 16)] += 1
        self.log.write_bytes(b"")
        return counts

    def end(self):
        self.process.kill()
        self.process.wait()


class Symbols:
    """Names of code addresses: the kernel's as they are, those of SIPs by their place in their window."""

    def __init__(self, build):
        self.kernel = self.read(f"{build}/kernel.elf")
        self.sips = [self.read(f"{build}/sips/{sip}.sip") for sip in ("bench_partner", "bench")]  # in the manifest's order
        self.windows = []

    @staticmethod
    def read(file):
        output = subprocess.run(["nm", "-nC", "--defined-only", file], capture_output=True, text=True, check=True).stdout
        found = [line.split(" ", 2) for line in output.splitlines()]
        return [(int(address, 16), name) for address, kind, name in found if kind in "tTwW"]

    def learn_windows(self, addresses):
        self.windows = sorted({address & ~WINDOW_MASK for address in addresses if WINDOWS[0] <= address < WINDOWS[1]})

    def name(self, address):
        window = address & ~WINDOW_MASK
        if window not in self.windows:
            return "kernel", self.nearest(self.kernel, address)
        index = self.windows.index(window)
        return ("bench_partner", "bench")[index], self.nearest(self.sips[index], address & WINDOW_MASK)

    @staticmethod
    def nearest(symbols, address):
        index = bisect.bisect_right(symbols, (address, "\x7f")) - 1
        return symbols[index][1] if index >= 0 else "?"


def difference(root, build, measurement):
    """Executions of each address for one operation."""
    with tempfile.TemporaryDirectory() as folder:
        machine = Machine(root, build, folder)
        try:
            size = max(1, measurement.bytes)
            machine.batch(f"{measurement.command} {SHORT} {size} 1")
            short = machine.logged(f"{measurement.command} {SHORT} {size} 1")
            long = machine.logged(f"{measurement.command} {LONG} {size} 1")
        finally:
            machine.end()
    times = (LONG - SHORT) * measurement.per_time
    return {address: (count - short[address]) / times for address, count in long.items()}


def by_function(counts, symbols):
    symbols.learn_windows(counts)
    functions = collections.Counter()
    for address, count in counts.items():
        functions[symbols.name(address)] += count
    return [(where, name, count) for (where, name), count in functions.most_common() if count >= 0.05]


def show(root, build, measurement):
    started = time.monotonic()
    functions = by_function(difference(root, build, measurement), Symbols(build))
    total = sum(count for *_, count in functions)
    print(f"{measurement.op} {measurement.via} {measurement.bytes or ''}: {total:.1f} guest instructions an operation ({time.monotonic() - started:.0f} s)")
    for where, name, count in functions:
        print(f"{count:10.1f} {100 * count / total:5.1f} %  {where:14} {name}")
