#!/usr/bin/env python3
"""Random single edits of the ten programs, each of which introduces a use after a move, an escaping view, an unchecked index, an uninitialised read or a raw pointer.

Each is refused by the checker, or traps when it runs hosted, or is compared with itself on the checked runtime (README.md) and must do the same there: then it is harmless, and listed. Anything else is a
failure. Edits that are no C++ are left out and others taken in their place. Prints a matrix; exit 1 if there is a failure, or if the checked runtime misses one of the faults in controls/.
"""
import argparse
import collections
import concurrent.futures
import pathlib
import re
import sys
import tempfile

import checked
import mutants
from trial import FAILED, HARMLESS, REFUSED, TRAPPED, Bench

SEED = 20261122


def failed_controls(build, folder):
    """Each fault in controls/ must be reported as its first line says; the checker is not asked."""
    failed = []
    for source in sorted((checked.HERE / "controls").glob("*.cpp")):
        kind, flavour, wanted = re.match(r"// control: ([\w-]+); (\w+): (.*)", source.read_text()).groups()
        program = folder / f"control_{source.stem}"
        built = checked.build_program(build, flavour, source, program)
        run = checked.Run(program) if built is True else None
        seen = built if run is None else run.mismatch or ("stale" if run.stale else f"nothing: {run.ending}")
        print(f"control  {kind:<18} {source.name}: {seen}")
        if wanted not in seen:
            failed.append(source.name)
    return failed


def campaign_of(build, work, program, options):
    """The trials of one program: its share of each kind."""
    if not any(options.share[kind, program] for kind in options.kinds):
        return [], []
    folder = work / program
    folder.mkdir()
    bench = Bench(build, program, folder)
    failures = bench.unedited() if options.full else []
    trials = []
    edits = mutants.listed(build, program)
    for kind in options.kinds:
        found = 0
        for edit in mutants.in_turn(edits[kind], f"{options.seed}/{kind}/{program}"):
            if found == options.share[kind, program]:
                break
            trial = bench.try_edit(kind, edit)
            if trial is not None:
                trials.append(trial)
                found += 1
                if options.verbose:
                    print(trial.line(), flush=True)
    return trials, failures


def shares(options):
    """How many edits of each kind go to each program: as even as it gets."""
    share = {}
    for number, kind in enumerate(mutants.KINDS):
        for place, program in enumerate(options.programs):
            turn = (place - number * 2) % len(options.programs)
            share[kind, program] = (options.each + len(options.programs) - 1 - turn) // len(options.programs)
    return share


def print_matrix(trials):
    verdicts = [REFUSED, TRAPPED, HARMLESS, FAILED]
    print(f"\n{'':<20}" + "".join(f"{verdict:>10}" for verdict in verdicts) + f"{'all':>8}")
    for kind in [*mutants.KINDS, None]:
        counts = collections.Counter(t.verdict for t in trials if kind in (None, t.kind))
        print(f"{kind or 'all':<20}" + "".join(f"{counts[verdict]:>10}" for verdict in verdicts) + f"{sum(counts.values()):>8}")
    rules = collections.Counter(rule for t in trials if t.verdict == REFUSED for rule in t.why.split())
    print("\nrefused by: " + ", ".join(f"{rule} {count}" for rule, count in sorted(rules.items())))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, default=checked.ROOT / "build")
    parser.add_argument("--each", type=int, default=60, help="edits of each kind")
    parser.add_argument("--seed", default=str(SEED))
    parser.add_argument("--programs", nargs="+", default=mutants.PROGRAMS, choices=mutants.PROGRAMS)
    parser.add_argument("--kinds", nargs="+", default=mutants.KINDS, choices=mutants.KINDS)
    parser.add_argument("--full", action="store_true", help="the unedited programs must come through too")
    parser.add_argument("--verbose", action="store_true", help="each edit as it is done, also those that are refused")
    options = parser.parse_args()
    options.share = shares(options)
    build = options.build.resolve()
    with tempfile.TemporaryDirectory() as work, concurrent.futures.ThreadPoolExecutor(2) as pool:
        missed = failed_controls(build, pathlib.Path(work))
        done = list(pool.map(lambda program: campaign_of(build, pathlib.Path(work), program, options), options.programs))
    trials = [trial for some, _ in done for trial in some]
    failures = [line for _, some in done for line in some]
    return report(trials, failures, missed, options)


def report(trials, failures, missed, options):
    if not options.verbose:
        for trial in sorted(trials, key=lambda t: (t.verdict, t.kind)):
            if trial.verdict in (TRAPPED, HARMLESS):
                print(trial.line())
    print_matrix(trials)
    wanted = sum(options.share[kind, program] for kind in options.kinds for program in options.programs)
    if len(trials) < wanted:
        failures.append(f"there are only {len(trials)} edits where {wanted} are wanted")
    failures += [f"the checked runtime misses controls/{name}" for name in missed]
    failures += [trial.line() for trial in trials if trial.verdict == FAILED]
    for line in failures:
        print(f"FAIL {line}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
