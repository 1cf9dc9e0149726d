"""./bulkhead lint, the part that reads the tree: file intents, file sizes, layers, trusted code and its ledger. One check, one function.

Findings have numbers (BL00nn) like everything that Bulkhead reports; lint.sh adds clang-format and shellcheck.
"""
import re
import sys

from sizes import LEDGER, ledger
from source_tree import CORPUS, CXX, ROOT, code_files, is_trusted, safety_reasons, text, tracked

MOST_LINES = 700
findings = []


def found(number, path, line, message, remedy):
    findings.append(f"{path}:{line}: BL{number:04}: {message}\n  what to do: {remedy}")


def check_intents():
    """Every code file opens with a comment that says what it is and why it exists."""
    for path in code_files():
        lines = [l.strip() for l in text(path).splitlines() if l.strip() and not l.startswith("#!")]
        if not lines or not lines[0].startswith(("//", "#", "/*", '"""', "--")) or lines[0].startswith(("#include", "#pragma", "#if")):
            found(1, path, 1, "the file does not open with its intent", "begin with 1-5 comment lines: what it is, why it exists, its neighbours")


def check_sizes():
    for path in code_files():
        count = text(path).count("\n")
        if count > MOST_LINES:
            found(2, path, count, f"{count} lines; {MOST_LINES} is the limit", "split the file along what it does")


def read_layers():
    folders, libraries = {}, {}
    for line in (ROOT / "scripts/layers.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            name, allowed = (part.strip() for part in line.split(":"))
            (libraries if name.startswith("<") else folders)[name.lstrip("<")] = allowed.split()
    return folders, libraries


def within(path, folder):
    return folder == "*" or str(path) == folder or str(path).startswith(folder + "/")


def check_layers():
    """An include may only reach folders that scripts/layers.txt lists for the including folder."""
    folders, libraries = read_layers()
    files = {str(p) for p in tracked() if not CORPUS.match(str(p))}
    for path in code_files():
        home = max((f for f in folders if within(path, f)), key=len, default=None)
        if path.suffix not in CXX or home is None or within(path, "tests"):
            continue
        for number, line in enumerate(text(path).splitlines(), 1):
            include = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if include:
                check_include(path, number, home, folders, libraries, files, *include.groups())


def check_include(path, number, home, folders, libraries, files, bracket, name):
    remedy = "move the code, or change scripts/layers.txt and say why in docs/decisions.md"
    for library, allowed in libraries.items():
        if name.startswith(library) and not any(within(path, a) for a in allowed):
            found(3, path, number, f"includes <{name}>, a library that {home}/ may not use", remedy)
    if bracket == "<" and ("/" not in name or name.startswith("sys/")):
        return  # the standard library, the host, or a header that is generated
    beside = str(path.parent / name)
    targets = [beside] if beside in files else [f for f in files if f.endswith("/" + name)]
    if targets and not any(within(t, a) for t in targets for a in [home, *folders[home]]):
        found(4, path, number, f"includes {targets[0]}, which {home}/ may not depend on", remedy)


def check_trust():
    """Fenced files say why they are safe; the ledger is what the tree is."""
    for path in filter(is_trusted, code_files()):
        if path.suffix == ".cpp" and not safety_reasons(path):
            found(5, path, 1, "trusted file without a SAFETY: reason", "say at each trusted block what makes it safe, or move the file out of the fence")
        for line, reason in safety_reasons(path):
            if len(reason.split()) < 3:
                found(6, path, line, "SAFETY: without a reason", "say what makes the block safe")
    if not LEDGER.exists() or LEDGER.read_text(encoding="utf-8") != ledger():
        found(7, LEDGER.relative_to(ROOT), 1, "the ledger of trusted code is out of date", "./bulkhead sizes --update-ledger, and read the diff")


def check_folders():
    """Every top-level folder says what belongs in it."""
    for folder in sorted({p.parts[0] for p in tracked() if len(p.parts) > 1 and not p.parts[0].startswith(".")}):
        if not (ROOT / folder / "README.md").exists():
            found(8, folder, 1, "a top-level folder without README.md", "write what belongs in it, and what does not")


for check in (check_intents, check_sizes, check_layers, check_trust, check_folders):
    check()
for finding in findings:
    print(finding, file=sys.stderr)
print(f"bulkhead: lint of the tree: {len(code_files())} files, {len(findings)} findings")
sys.exit(1 if findings else 0)
