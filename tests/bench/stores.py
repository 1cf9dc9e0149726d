#!/usr/bin/env python3
"""What run-time checks cost: runs build/images/bench_stores.img hosted, in which the same workloads run with checks of stores, with checks
of stores and loads, and without, several times, takes the fewest ticks of each, and prints the ratios. Usage: stores.py BUILD [RUNS]. Exit
code 1: a limit of issue 6 is exceeded (checks of stores: geometric mean 10 %, worst 25 %; those of loads have none)."""
import math
import re
import subprocess
import sys

LIMIT_MEAN, LIMIT_WORST = 1.10, 1.25


def run(build):
    command = [f"{build}/bin/bulkhead-hosted", f"{build}/images/bench_stores.img"]
    output = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False).stdout
    pattern = r"\[(checked|loads|plain)\] cost (\S+) (\d+) (\d+)"
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
    if len(names) < 10 or any((side, name) not in fewest for name in names for side in ("checked", "loads", "plain")):
        sys.exit("stores.py: the system did not print all workloads")
    wrong = [name for name in names if len(results[name]) != 1]
    if wrong:
        sys.exit(f"stores.py: results differ with checks and without: {', '.join(wrong)}")
    print(f"{'workload':16} {'plain':>10} {'stores':>18} {'stores+loads':>18}")
    ratios = {side: [fewest[side, name] / fewest["plain", name] for name in names] for side in ("checked", "loads")}
    for i, name in enumerate(names):
        columns = [f"{fewest[side, name]:8} {100 * (ratios[side][i] - 1):+7.1f} %" for side in ratios]
        print(f"{name:16} {fewest['plain', name]:10} {' '.join(columns)}")
    means = {side: math.exp(sum(map(math.log, ratios[side])) / len(names)) for side in ratios}
    for side, title in (("checked", "stores"), ("loads", "stores+loads")):
        print(f"{title}: geometric mean {100 * (means[side] - 1):+.1f} %, worst {100 * (max(ratios[side]) - 1):+.1f} %")
    return 0 if means["checked"] <= LIMIT_MEAN and max(ratios["checked"]) <= LIMIT_WORST else 1


if __name__ == "__main__":
    sys.exit(main())
