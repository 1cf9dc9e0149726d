#!/usr/bin/env python3
"""What is left of indexing a Vector in a loop, seen in the machine code: a comparison with the size, a branch, and the access.

vector_index.py SIPC builds a SIP that adds up values[place] for the places in another vector, finds that loop in the disassembly of
sip_main, and fails if it holds a call, more than the two loads that the source asks for, or any instruction beyond the expected ones.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE = """#include <manifest.hpp>

int sip_main(manifest::Start) {
  const std::uint64_t count = manifest::Arguments::count();
  sip::Vector<std::uint64_t> values(count), places(count);
  for (std::uint64_t& place : places) place = manifest::Arguments::count();
  std::uint64_t sum = 0;
  for (const std::uint64_t place : places) sum += values[place];
  sip::log("{}", sum);
  return 0;
}
"""
MANIFEST = """name = "indexing"
category = "application"
abi = ["process", "memory", "diagnosis"]
gc = "boehm"
[limits]
memory = "1 MiB"
[arguments]
count = "u64"
"""
# Load the place, compare it with the size, leave if it is not below, add the element; step, compare, repeat.
MOST_INSTRUCTIONS = 7


def build(sipc, folder):
    (folder / "main.cpp").write_text(SOURCE)
    (folder / "indexing.toml").write_text(MANIFEST)
    command = [sipc, "build", folder / "main.cpp", "--manifest", folder / "indexing.toml", "--redundant-checks", "none",
               "-o", folder / "indexing.sip"]
    subprocess.run(command, check=True)
    return folder / "indexing.sip"


def instructions(sip):
    listing = subprocess.run(["llvm-objdump-19", "-d", "--no-show-raw-insn", sip], check=True, capture_output=True, text=True).stdout
    body = re.search(r"<_Z8sip_main\w*>:\n(.*?)\n\n", listing, re.S)
    if not body:
        sys.exit("vector_index: there is no sip_main in the SIP")
    found = []
    for line in body.group(1).splitlines():
        match = re.match(r"\s*([0-9a-f]+):\s+(\S+)\s*(.*)", line)
        if match:
            found.append((int(match.group(1), 16), match.group(2), match.group(3)))
    return found


def loops(code):
    """Each run of instructions from the target of a jump backwards up to that jump."""
    for end, (address, name, operands) in enumerate(code):
        target = re.match(r"0x([0-9a-f]+)", operands)
        if not name.startswith("j") or not target or int(target.group(1), 16) > address:
            continue
        yield [step for step in code[: end + 1] if step[0] >= int(target.group(1), 16)]


def loads_of(loop):
    return sum(1 for _, name, operands in loop if "(" in operands and not name.startswith(("lea", "nop")))


def main():
    with tempfile.TemporaryDirectory() as folder:
        code = instructions(build(sys.argv[1], pathlib.Path(folder)))
    adding = [loop for loop in loops(code) if any(n.startswith("add") and ",8)" in o for _, n, o in loop)]
    if not adding:
        sys.exit("vector_index: there is no loop that adds an element: " + str(code))
    loop = min(adding, key=len)
    text = "\n".join(f"  {name} {operands}" for _, name, operands in loop)
    print(f"indexing a Vector in a loop: {len(loop)} instructions, {loads_of(loop)} loads\n{text}")
    if any(name.startswith("call") for _, name, _ in loop):
        sys.exit("vector_index: the loop calls something")
    if len(loop) > MOST_INSTRUCTIONS or loads_of(loop) != 2:
        sys.exit(f"vector_index: more than {MOST_INSTRUCTIONS} instructions or other than 2 loads")


if __name__ == "__main__":
    main()
