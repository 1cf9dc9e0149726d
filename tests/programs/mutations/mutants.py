"""Which edits there are (the plugin in mutator/ lists them) and in which order they are tried. The order is a function of the seed and the sources alone: operations take turns, so that those which fit
at many places do not crowd out the others."""
import json
import random
import shutil
import subprocess

import checked

KINDS = ["use-after-move", "escaping-view", "unchecked-index", "uninitialised-read", "raw-pointer"]
PROGRAMS = ["sha256", "btree", "lru", "json", "expression", "editor", "raytracer", "compressor", "regex", "lisp"]
SOURCES = checked.ROOT / "processes" / "programs"


def listed(build, program):
    """All edits of one program, by kind."""
    root = SOURCES / program
    command = [checked.CLANG, *checked.language(build), "-fsyntax-only", f"-fplugin={build}/lib/program_mutator.so",
               f"-fplugin-arg-program_mutator-root={root}/", root / "main.cpp"]
    done = subprocess.run([str(w) for w in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{program} does not compile without its edits:\n{done.stderr}")
    edits = {kind: [] for kind in KINDS}
    for line in sorted(done.stdout.splitlines()):
        edit = json.loads(line)
        edits[edit["kind"]].append(edit)
    return edits


def in_turn(edits, seed):
    """The operations take turns, each with its own edits in random order."""
    rows = {}
    for edit in edits:
        rows.setdefault(edit["operation"], []).append(edit)
    chance = random.Random(seed)
    order = sorted(rows)
    for name in order:
        chance.shuffle(rows[name])
    chance.shuffle(order)
    while any(rows.values()):
        for name in order:
            if rows[name]:
                yield rows[name].pop()


def copy_sources(program, folder):
    """The program and what it shares with the others. One round of its workload is enough here: it is timed elsewhere."""
    for name in (program, "common"):
        shutil.copytree(SOURCES / name, folder / name, dirs_exist_ok=True)
    main = folder / program / "main.cpp"
    main.write_text(main.read_text().replace("programs::measure(3,", "programs::measure(1,"))


def apply(edit, folder):
    """Changes the one file; gives what to put back."""
    path = folder / edit["file"]
    before = path.read_bytes()
    at = edit["offset"]
    path.write_bytes(before[:at] + edit["text"].encode() + before[at + edit["length"]:])
    return path, before


def shown(edit, program):
    """One line for a list: where, and what became of what."""
    source = (SOURCES / program / edit["file"]).read_bytes()
    old = source[edit["offset"]:edit["offset"] + edit["length"]].decode()
    line = source[:edit["offset"]].count(b"\n") + 1
    new = " ".join(edit["text"].split())
    what = f"`{' '.join(old.split())}` -> `{new}`" if old else f"`{new}` put in"
    return f"{program}/{edit['file']}:{line}: {edit['operation']}: {what}"
