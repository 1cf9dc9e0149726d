"""The ten programs of processes/programs in bulkhead-hosted, and the same algorithms in plain C++ on Linux: both on one CPU, in turn, one process
each time with three rounds of the workload. Checksums must agree. The time of a side is the median of its rounds."""
import json
import math
import re
import statistics
import subprocess

import documents
from machines import BenchError, cpus, progress, progress_over

PROGRAMS = ("sha256", "btree", "lru", "json", "expression", "editor", "raytracer", "compressor", "regex", "lisp")
TURNS = 10
SAMPLE = re.compile(r"\bsample (\d+) (\d+)\s*$", re.MULTILINE)


def samples(command, good):
    """[(ticks, checksum)] of one process."""
    try:
        run = subprocess.run(["taskset", "-c", cpus(), *command], stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=120, check=False)
    except subprocess.TimeoutExpired:
        raise BenchError("BB0128", f"{command[0]} takes more than two minutes", "run it by hand: " + " ".join(command)) from None
    found = [(int(ticks), checksum) for ticks, checksum in SAMPLE.findall(run.stdout + run.stderr)]
    if run.returncode != good or not found:
        raise BenchError("BB0128", f"{command[0]} ended with status {run.returncode} and {len(found)} samples", "run it by hand: " + " ".join(command))
    return found


def measure(build, name, turns):
    """Ticks of one program: ours, plain."""
    ours, plain = [], []
    for _ in range(turns):
        ours += samples([f"{build}/bin/bulkhead-hosted", f"{build}/images/program_{name}.img", "--command-line", "headless"], 33)
        plain += samples([f"{build}/bin/plain_{name}"], 0)
    if len({checksum for _, checksum in ours + plain}) != 1:
        raise BenchError("BB0129", f"program '{name}' and its plain version compute different things", f"compare processes/programs/{name} and tests/programs/plain/{name}.cpp")
    return {"program": name, "ours": statistics.median(t for t, _ in ours), "ours_least": min(t for t, _ in ours),
            "plain": statistics.median(t for t, _ in plain), "plain_least": min(t for t, _ in plain)}


def geometric_mean(results, ours, plain):
    return math.exp(sum(math.log(r[ours] / r[plain]) for r in results) / len(results))


def markdown(results):
    lines = ["| program | SIP, median | least | plain C++, median | least | ratio | ratio of least |", "|---|---:|---:|---:|---:|---:|---:|"]
    for r in results:
        lines.append(f"| {r['program']} | {r['ours'] / 1e6:.1f} | {r['ours_least'] / 1e6:.1f} | {r['plain'] / 1e6:.1f} | {r['plain_least'] / 1e6:.1f} "
                     f"| {r['ours'] / r['plain']:.2f} | {r['ours_least'] / r['plain_least']:.2f} |")
    lines.append(f"| **geometric mean** | | | | | **{geometric_mean(results, 'ours', 'plain'):.2f}** | **{geometric_mean(results, 'ours_least', 'plain_least'):.2f}** |")
    return "\n".join(lines)


def show(root, wanted):
    results = []
    for name in PROGRAMS:
        progress(f"programs: {name}")
        results.append(measure(wanted.build, name, 3 if wanted.quick else TURNS))
    progress_over()
    print("\n".join(map(json.dumps, results)) if wanted.format == "json" else "Millions of TSC ticks\n" + markdown(results))
    if wanted.update_docs:
        path = root / documents.PAGE
        path.write_text(documents.replaced(path.read_text(encoding="utf-8"), "programs", markdown(results)), encoding="utf-8")
