"""SPIN looks at every interleaving of every system contract's model: no deadlock, no queue that overflows, no message that is never sent.

And the negative control: it must find the deadlock between two versions of a contract that do not understand each other.
usage: spin_test.py CONTRACTC CC ROOT
"""
import concurrent.futures
import pathlib
import re
import subprocess
import sys
import tempfile

CONTRACTC, CC, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2], pathlib.Path(sys.argv[3])
HERE = ROOT / "tests/contracts/tools"
failures = []


def run(*command, cwd=None):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def explore(model, *defines):
    """What pan says about a model, in a folder of its own because spin writes pan.c where it stands."""
    with tempfile.TemporaryDirectory() as folder:
        code, said = run("spin", *defines, "-a", str(model), cwd=folder)
        if code != 0:
            return f"spin refuses the model: {said}"
        code, said = run(CC, "-w", "-O0", "-DSAFETY", "-o", "pan", "pan.c", cwd=folder)
        if code != 0:
            return f"pan.c does not compile: {said}"
        return run("./pan", "-w16", cwd=folder)[1]


def problems(said):
    """Empty if the whole state space was searched without an error and every send and receive was reached."""
    out = []
    if "errors: 0" not in said or "Search not completed" in said:
        out.append("error found:\n" + said)
    if not re.search(r"(\d+) states, stored", said):
        out.append("nothing was searched:\n" + said)
    out += [f"never reached: {line.strip()}" for line in said.splitlines() if re.search(r'"[^"]*m_\w+[^"]*"', line)]
    return out


def check(name, said, expected):
    """expected: None for a sound model, or what pan must complain of."""
    found = problems(said)
    if expected is None:
        failures.extend(f"{name}: {each}" for each in found)
    elif expected not in said:
        failures.append(f"{name}: pan should have said '{expected}', but said:\n{said}")
    states = re.search(r"(\d+) states, stored", said)
    print(f"{name}: {states.group(1) if states else '?'} states, {'as expected: ' + expected if expected else 'sound'}")


def main():
    contracts = sorted((ROOT / "contracts/system").glob("*.contract"))
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        code, said = run(CONTRACTC, "promela", *map(str, contracts), "-o", folder)
        if code != 0:
            sys.exit(f"contractc promela: {said}")
        models = sorted(pathlib.Path(folder).glob("*.pml"))
        if len(models) < len(contracts):
            failures.append(f"{len(contracts)} files gave only {len(models)} models")
        jobs = [(model.stem, pool.submit(explore, model), None) for model in models]
        jobs.append(("C1, closing anywhere", pool.submit(explore, pathlib.Path(folder) / "C1.pml", "-DCLOSE_ANYWHERE"), None))
        for exporter, importer, expected in [
            ("deadlock_exporter", "deadlock_importer", "invalid end state"),
            ("deadlock_importer", "deadlock_exporter", "assertion violated"),
            ("deadlock_importer", "deadlock_importer", None),
        ]:
            model = pathlib.Path(folder) / f"{exporter}-{importer}.pml"
            own, other = (str(HERE / f"spin/{each}.contract") for each in (exporter, importer))
            model.write_text(subprocess.run([CONTRACTC, "promela", own, "--importer", other], capture_output=True, text=True, check=True).stdout)
            jobs.append((f"{exporter} with {importer}", pool.submit(explore, model), expected))
        for name, job, expected in jobs:
            check(name, job.result(), expected)
    for failure in failures:
        print(f"FAIL: {failure}")
    sys.exit(1 if failures else 0)


main()
