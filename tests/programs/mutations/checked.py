#!/usr/bin/env python3
"""Builds and runs a program with the checked runtime of runtime/, in two ways: `address` (ASan with tags in views, references and rows) and `memory` (MSan, which follows what was never written).
checked.py BUILD compiles the runtime itself, once, into BUILD/checked_runtime."""
import pathlib
import re
import resource
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
CLANG = "clang++-19"
FLAVOURS = {
    "address": ["-O1", "-fsanitize=address", "-fsanitize-recover=address", "-fsanitize-address-use-after-scope"],
    "memory": ["-O0", "-fsanitize=memory", "-fsanitize-memory-param-retval"],
}
TRAPS = "return,shift,integer-divide-by-zero,float-cast-overflow,bool,enum,unreachable"  # as in the dialect; they end the SIP
PANIC, MISMATCH, SECONDS = 61, 62, 60  # runtime/report.hpp; processor time of one run


def language(build):
    """The dialect's flags, for this machine. libc++ need not know that it is Linux."""
    sdk, generated = build / "sdk", build / "checked_runtime" / "include"
    folders = [sdk / "freestanding" / "std", sdk / "freestanding" / "builtin", sdk / "include", sdk / "trusted"]
    flags = ["-std=c++23", "-ffreestanding", "-U__linux__", "-nostdinc", "-nostdinc++", "-fno-exceptions", "-fno-rtti", "-fwrapv", "-fno-finite-loops",
             "-fno-strict-aliasing", "-w", "-I", generated]
    return flags + [word for folder in folders for word in ("-isystem", folder)]


def compile_command(build, flavour, source, output):
    return [CLANG, *language(build), *FLAVOURS[flavour], f"-fsanitize={TRAPS}", f"-fsanitize-trap={TRAPS}", "-g1", "-c", source, "-o", output]


def run(command, **more):
    """Without a time limit on the clock, which a busy machine would reach: programs are limited in processor time, tools end."""
    return subprocess.run([str(w) for w in command], capture_output=True, **more)


def must(command):
    done = run(command)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stderr.decode(errors='replace')}")


def build_runtime(build):
    out = build / "checked_runtime"
    (out / "include").mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "runtime" / "no_grants.hpp", out / "include" / "manifest.hpp")
    for flavour, flags in FLAVOURS.items():
        folder = out / flavour
        folder.mkdir(exist_ok=True)
        for source in sorted((HERE / "runtime").glob("*.cpp")):
            must([CLANG, "-std=c++23", "-O2", "-g1", "-fno-exceptions", "-fno-rtti", "-fno-strict-aliasing", "-Wall", "-Wextra", "-Werror", *flags[1:],
                  "-c", source, "-o", folder / f"{source.stem}.o"])
        must(compile_command(build, flavour, build / "sdk" / "glue" / "entry.cpp", folder / "entry.o"))


def build_program(build, flavour, main, program):
    """True, or clang's words."""
    done = run(compile_command(build, flavour, main, program.with_suffix(".o")))
    if done.returncode != 0:
        return done.stderr.decode(errors="replace")
    must([CLANG, "-fuse-ld=lld", FLAVOURS[flavour][1], program.with_suffix(".o"), *sorted((build / "checked_runtime" / flavour).glob("*.o")), "-o", program])
    return True


class Run:
    """What a run with the checked runtime came to: the program's log, how it ended, whether the dialect's promise was broken, whether something stale was looked at."""

    def __init__(self, program):
        environment = {"ASAN_OPTIONS": "halt_on_error=0:detect_leaks=0:detect_stack_use_after_return=1", "MSAN_OPTIONS": f"exit_code={MISMATCH}"}

        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

        done = run([program], env=environment, preexec_fn=limit)
        said, errors = done.stdout.decode(errors="replace").splitlines(), done.stderr.decode(errors="replace")
        self.log = [line[5:] for line in said if line.startswith("log: ")]
        self.stale = any(line.startswith("stale: ") for line in said)
        self.mismatch = None
        if done.returncode == MISMATCH or "DEADLYSIGNAL" in errors:
            words = [line for line in said if line.startswith("mismatch: ")] + re.findall(r"(?:WARNING|ERROR): (\w+Sanitizer: [\w-]+)", errors)
            self.mismatch = words[0].removeprefix("mismatch: ") if words else f"status {done.returncode}"
        panics = [line[7:] for line in said if line.startswith("panic: ")]
        if done.returncode == PANIC and panics:
            self.ending = f"panic: {panics[0]}"
        elif done.returncode == -24 or done.returncode == -9:
            self.ending = "no end"
        else:
            self.ending = f"exit code {done.returncode}" if done.returncode >= 0 else f"signal {-done.returncode}"


if __name__ == "__main__":
    build_runtime(pathlib.Path(sys.argv[1]))
