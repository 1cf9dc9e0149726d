"""contractc fmt changes nothing twice and nothing that a contract means; the structural hash depends on neither layout, comments, file names nor order.

Runs over every contract in the tree, as it stands and with blanks and comments strewn between its words.
usage: format_test.py CONTRACTC ROOT
"""
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

CONTRACTC, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
WORDS = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|\d+(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)[fFdD]?|\w+|->|<<|>>|[<>=!]=|&&|\|\||\S', re.S)
failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)


def run(*arguments, text=None, cwd=None):
    done = subprocess.run([CONTRACTC, *arguments], input=text, cwd=cwd, capture_output=True, timeout=60)
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


def meaning(ir, without=("at",)):
    """The IR without places, and with blanks out of quoted conditions."""
    if isinstance(ir, dict):
        return {k: re.sub(r"\s+", "", v) if k == "source" else meaning(v, without) for k, v in ir.items() if k not in without}
    return [meaning(each, without) for each in ir] if isinstance(ir, list) else ir


def copy_imports(path, text, folder):
    if b"import" in text:
        for other in path.parent.glob("*.contract"):
            shutil.copy(other, folder)


def ir_of(path, text):
    """The model of `text` as if it stood at `path`, beside the files that it may import; None if it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        copy_imports(path, text, folder)
        (pathlib.Path(folder) / path.name).write_bytes(text)
        code, out, _ = run("ir", path.name, cwd=folder)
        return meaning(json.loads(out)) if code == 0 else None


def strewn(text, seed):
    """The same words with other blanks, and with comments between them."""
    dice = random.Random(seed)
    out = []
    for line_or_rest in re.split(r"(?m)(^[ \t]*#[^\n]*\n)", text.decode()):
        if line_or_rest.lstrip().startswith("#"):
            out.append("\n" + line_or_rest)
            continue
        for word in WORDS.findall(line_or_rest):
            out.append(word + ("\n" if word.startswith("//") else ""))
            out.append(dice.choice([" ", "  ", "\n", "\t", "\r\n", "\n\n\n", " /* in */ ", " // on\n", "\n/* two\n  lines */\n"]))
    return "".join(out).encode()


def check_layout(name, path, text):
    """True if the text could be laid out, which needs its syntax to be right."""
    code, once, error = run("fmt", "-", text=text)
    expect(code in (0, 1), f"{name}: fmt exits with {code}: {error}")
    if code != 0:
        return False
    code, twice, error = run("fmt", "-", text=once)
    expect(code == 0 and twice == once, f"{name}: laid out twice, it differs: {error}")
    words = [w.rstrip() for w in WORDS.findall(text.decode("utf-8-sig").replace("\r", ""))]
    expect(words == [w.rstrip() for w in WORDS.findall(once.decode())], f"{name}: words or comments changed")
    before = None if "/invalid/" in name else ir_of(path, text)
    # Which declaration a comment documents goes by lines, and strewn comments stand anywhere.
    without = ("doc",) if "strewn" in name else ()
    if before is not None:
        expect(meaning(ir_of(path, once), without) == meaning(before, without), f"{name}: means something else when laid out")
    return True


def hashes(ir):
    return {contract["name"]: contract["hash"] for contract in ir["contracts"]}


def check_hash(path, text):
    ir = ir_of(path, text)
    if ir is None:
        return 0
    commented = ir_of(path, strewn(text, "hash"))
    expect(commented is not None and hashes(commented) == hashes(ir), f"{path.name}: blanks and comments change the hash")
    with tempfile.TemporaryDirectory() as folder:
        copy_imports(path, text, folder)
        (pathlib.Path(folder) / "another name.contract").write_bytes(text)
        _, out, _ = run("ir", "another name.contract", cwd=folder)
        expect(hashes(json.loads(out)) == hashes(ir), f"{path.name}: the file's name changes the hash")
    return 1


def check_order():
    """Files in another order on the command line, imports in another order, contracts of a file in another order."""
    files = sorted(str(each) for each in (ROOT / "contracts/system").glob("*.contract"))
    with tempfile.TemporaryDirectory() as folder:
        for order, out in ((files, "a"), (files[::-1], "b")):
            code, _, error = run("compile", *order, "-o", out, cwd=folder)
            expect(code == 0, f"compile: {error}")
        for each in (pathlib.Path(folder) / "a").iterdir():
            expect(each.read_bytes() == (pathlib.Path(folder) / "b" / each.name).read_bytes(), f"{each.name}: depends on the order of files")
    volume = ROOT / "contracts/system/volume.contract"
    imports = re.findall(r"import [^\n]*\n", volume.read_text())
    swapped = volume.read_text().replace("".join(imports), "".join(imports[::-1]))
    expect(len(imports) == 2 and swapped != volume.read_text(), "volume.contract no longer has two imports")
    expect(hashes(ir_of(volume, swapped.encode())) == hashes(ir_of(volume, volume.read_bytes())), "the order of imports changes the hash")
    one, two = "contract A { in message M(B.Exp:S! b); state S: M? -> E; state E: ; }\n", "contract B { in message N(); state S: N? -> E; state E: ; }\n"
    expect(hashes(ir_of(volume, (one + two).encode())) == hashes(ir_of(volume, (two + one).encode())), "the order of contracts changes a hash")


def check_files():
    """In place, --check, and what is refused stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "x.contract"
        path.write_text("contract  C{in message M();state S:M?->E;state E:;}")
        code, out, _ = run("fmt", "--check", str(path))
        expect(code == 1 and str(path).encode() in out and path.read_text().startswith("contract  C{"), "--check changes or overlooks the file")
        code, _, _ = run("fmt", str(path))
        laid_out = "contract C {\n    in message M();\n    state S: M? -> E;\n    state E: ;\n}\n"
        expect(code == 0 and path.read_text() == laid_out, f"laid out as:\n{path.read_text()}")
        expect(run("fmt", "--check", str(path))[0] == 0, "--check is not content with what fmt made")
        bad = pathlib.Path(folder) / "bad.contract"
        bad.write_text("contract C { in message M( }")
        path.write_text("contract  C{in message M();state S:M?->E;state E:;}")
        code, _, error = run("fmt", str(path), str(bad))
        expect(code == 1 and "BC0101" in error and "  C{" in path.read_text(), "with one file refused, another was written")
        expect(run("fmt", str(pathlib.Path(folder) / "missing.contract"))[0] == 1, "a missing file is accepted")
        expect(run("fmt")[0] == 2, "no file is accepted")


laid_out = hashed = 0
for each in sorted(ROOT.glob("contracts/**/*.contract")) + sorted(ROOT.glob("tests/**/*.contract")):
    source = each.read_bytes()
    name = str(each.relative_to(ROOT))
    if not check_layout(name, each, source):
        continue
    laid_out += 1
    if "/invalid/" in name:  # means nothing that could change
        continue
    expect(check_layout(f"{name}, strewn", each, strewn(source, name)), f"{name}: strewn with blanks, its syntax is refused")
    hashed += check_hash(each, source)
system = [str(each) for each in sorted((ROOT / "contracts/system").glob("*.contract")) if each.name != "c1.contract"]  # the article's, to the letter
expect(run("fmt", "--check", *system)[0] == 0, "a system contract is not laid out as contractc fmt would: run `contractc fmt` on it")
check_order()
check_files()
print(f"{laid_out} contracts laid out, {hashed} hashes compared")
expect(laid_out >= 60 and hashed >= 25, "too few contracts were found")
for failure in failures:
    print(f"FAIL: {failure}")
sys.exit(1 if failures else 0)
