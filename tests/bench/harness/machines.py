"""The machines that batches run on: a process beside us that takes commands (hosted Bulkhead, Linux), or a whole run of QEMU."""
import os
import re
import subprocess
import sys

SAMPLE = re.compile(r"^sample (\d+) (\d+)$")
PATIENCE_SECONDS = 600


class BenchError(Exception):
    """Number, what is wrong, what to do."""

    def __init__(self, number, what, remedy):
        super().__init__(f"bulkhead: error[{number}]: {what}\n  what to do: {remedy}")


class Companion:
    """A program that reads `OPERATION TIMES BYTES BATCHES` lines and answers `sample TIMES COUNTER`, then `ready`. Pinned to `cpu`."""

    def __init__(self, command, cpu):
        self.command = command
        self.process = subprocess.Popen(["taskset", "-c", str(cpu), *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def run(self, operation, times, size, batches=1):
        self.process.stdin.write(f"{operation} {times} {max(1, size)} {batches}\n")
        self.process.stdin.flush()
        found = []
        for line in self.process.stdout:
            line = line.strip()
            match = SAMPLE.match(line)
            if match:
                found.append((int(match[1]), int(match[2])))
            elif line == "ready":
                if len(found) != batches:
                    raise BenchError("BB0110", f"{self.command[0]} gave {len(found)} batches of '{operation}', not {batches}", "run it by hand with that line on its input")
                return found
        raise BenchError("BB0111", f"{self.command[0]} ended during '{operation}'", "run it by hand with that line on its input")

    def end(self):
        """The status it ends with, once told to quit."""
        try:
            output, _ = self.process.communicate("quit\n", timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise BenchError("BB0112", f"{self.command[0]} does not end", "run it by hand") from None
        return self.process.returncode, output


def run_qemu(command):
    """One headless run; gives [(command words, [(times, counter), …])…] in the order of the echoed script."""
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=PATIENCE_SECONDS, check=False)
    return run.returncode, run.stdout.replace("\r", "") + run.stderr


def parse_script_log(log):
    """Batches by the command line that the log shows before them."""
    found, words = [], None
    for line in log.splitlines():
        match = SAMPLE.match(line.strip())
        if match and words:
            found[-1][1].append((int(match[1]), int(match[2])))
            continue
        echoed = re.match(r"^([a-z-]+) (\d+) (\d+) (\d+)$", line.strip())
        if echoed:
            words = echoed.groups()
            found.append((words, []))
    return [(words, batches) for words, batches in found if batches]


def cpus(count=1):
    """The last `count` that we may run on, as taskset takes them."""
    return ",".join(map(str, sorted(os.sched_getaffinity(0))[-count:]))


def take_precedence():
    """Before what else wants the CPU, where that is allowed: both sides of a comparison inherit it. Without, a busy machine is measured."""
    try:
        os.setpriority(os.PRIO_PROCESS, 0, -20)
    except PermissionError:
        pass


def progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def progress_over():
    progress("")
