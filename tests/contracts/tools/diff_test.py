"""contractc diff classifies the prepared pairs in diff/: whom each change breaks, and by which rules; and each rule is in the documentation.

A pair is `// expect: SIDES: RULES`, the old version, a line `//--- new`, the new version. RULES is the exact set, `-` if it is empty.
usage: diff_test.py CONTRACTC ROOT
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

CONTRACTC, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
SIDES = {"nobody": [], "importers": ["importers"], "exporters": ["exporters"], "importers and exporters": ["importers", "exporters"]}
failures = []
rules_seen = set()


def expect(condition, what):
    if not condition:
        failures.append(what)


def diff(folder, *arguments):
    done = subprocess.run([CONTRACTC, "diff", *arguments], cwd=folder, capture_output=True, text=True, timeout=30)
    return done.returncode, done.stdout, done.stderr


def classify(folder, name, sides, rules):
    code, out, err = diff(folder, "old.contract", "new.contract", "--format", "json")
    expect(code in (0, 1) and out, f"{name}: exit {code}, {err}")
    if not out:
        return
    report = json.loads(out)
    changes = [change for contract in report["contracts"] for change in contract["changes"]]
    breaks = sorted({side for contract in report["contracts"] for side in contract["breaks"]}, reverse=True)
    found = {change["rule"] for change in changes} - {"bounds-changed"}
    rules_seen.update(found)
    expect(breaks == sorted(SIDES[sides], reverse=True), f"{name}: breaks {breaks}, not {sides}\n{diff(folder, 'old.contract', 'new.contract')[1]}")
    expect(found == rules, f"{name}: rules {sorted(found)}, not {sorted(rules)}")
    expect(report["breaking"] == bool(SIDES[sides]) and code == int(bool(SIDES[sides])), f"{name}: exit {code}")
    expect(all(change["why"] and change["line"] > 0 for change in changes), f"{name}: a change without a why or a place")
    for side in ("importers", "exporters"):
        code = diff(folder, "old.contract", "new.contract", "--side", side)[0]
        expect(code == int(side in SIDES[sides]), f"{name}: --side {side} exits with {code}")


def check_pair(path):
    head, rest = path.read_text().split("\n", 1)
    sides, rules = re.fullmatch(r"// expect: ([a-z ]+): (.*)", head).groups()
    old, new = rest.split("//--- new\n")
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "old.contract").write_text(old)
        (pathlib.Path(folder) / "new.contract").write_text(new)
        classify(folder, path.stem, sides, set() if rules == "-" else set(rules.split()))
        code, out, _ = diff(folder, "old.contract", "old.contract")
        expect(code == 0 and "unchanged" in out and "compatible:" not in out, f"{path.stem}: differs from itself: {out}")


def check_trouble():
    """What cannot be compared is neither compatible nor breaking."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "good.contract").write_text("contract C { in message M(); state S: M? -> E; state E: ; }")
        (pathlib.Path(folder) / "bad.contract").write_text("contract C { in message M(); state S: N? -> E; state E: ; }")
        for pair in (("good.contract", "bad.contract"), ("bad.contract", "good.contract"), ("good.contract", "missing.contract"), ("good.contract",)):
            code, out, err = diff(folder, *pair)
            expect(code == 2 and not out and err, f"{pair}: exit {code}, stdout '{out}'")


def check_documentation():
    source = (ROOT / "contracts/compiler/compare/rules.cpp").read_text()
    rules = set(re.findall(r'CompareRule\{\s*"([a-z-]+)"', source))
    page = (ROOT / "docs/contractc.md").read_text()
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", page, re.M))
    expect(rules == listed, f"docs/contractc.md and compare/rules.cpp list different rules: {sorted(rules ^ listed)}")
    untested = rules - rules_seen - {"bounds-changed"}
    expect(not untested, f"no pair shows the rules {sorted(untested)}")


pairs = sorted((ROOT / "tests/contracts/tools/diff").glob("*.pair"))
for each in pairs:
    check_pair(each)
check_trouble()
check_documentation()
expect(len(pairs) >= 30, f"only {len(pairs)} pairs")
print(f"{len(pairs)} pairs, {len(rules_seen)} rules seen")
for failure in failures:
    print(f"FAIL: {failure}")
sys.exit(1 if failures else 0)
