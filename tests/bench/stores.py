#!/usr/bin/env python3
"""What run-time checks of stores cost: runs build/images/bench_stores.img hosted, in which the same workloads run with checks and
without, several times, takes the fewest ticks of each, and prints the ratios. Usage: stores.py BUILD [RUNS]. Exit code 1: a limit of
issue 6 is exceeded (geometric mean 10 %, worst 25 %)."""
import math
import re
import subprocess
import sys

LIMIT_MEAN, LIMIT_WORST = 1.10, 1.25


def run(build):
    command = [f"{build}/bin/bulkhead-hosted", f"{build}/images/bench_stores.img"]
    output = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False).stdout
    pattern = r"\[(checked|plain)\] cost (\S+) (\d+) (\d+)"
    return [(side, name, int(ticks), int(result)) for side, name, ticks, result in re.findall(pattern, output)]


def main():
    build = sys.argv[1]
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    fewest, results = {}, {}
    for _ in range(runs):
        for side, name, ticks, result in run(build):
            fewest[side, name] = min(ticks, fewest.get((side, name), ticks))
            results.setdefault(name, set()).add(result)
    names = sorted({name for _, name in fewest})
    if len(names) < 10 or any(("checked", n) not in fewest or ("plain", n) not in fewest for n in names):
        sys.exit("stores.py: the system did not print all workloads")
    wrong = [name for name in names if len(results[name]) != 1]
    if wrong:
        sys.exit(f"stores.py: results differ with checks and without: {', '.join(wrong)}")
    ratios = {name: fewest["checked", name] / fewest["plain", name] for name in names}
    for name in names:
        print(f"{name:16} {fewest['plain', name]:10} {fewest['checked', name]:10} {100 * (ratios[name] - 1):+6.1f} %")
    mean = math.exp(sum(math.log(ratio) for ratio in ratios.values()) / len(ratios))
    print(f"geometric mean {100 * (mean - 1):+.1f} %, worst {100 * (max(ratios.values()) - 1):+.1f} %")
    return 0 if mean <= LIMIT_MEAN and max(ratios.values()) <= LIMIT_WORST else 1


if __name__ == "__main__":
    sys.exit(main())
