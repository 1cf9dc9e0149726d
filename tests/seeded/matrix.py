#!/usr/bin/env python3
"""The matrix of seeded faults: each is shown to every layer with the layers before it told to look away.

Layer 1 must refuse every fault in source by the rules that its first line names. Then its rules are ignored (`sipc --ignore-rule`), and layer 2
(`sipverify`, BV04xx) must refuse at least 90 % of what the back end still compiles. Then layer 2 is waived: what layer 3 (BV03xx) certifies runs hosted
beside a client and a server that must have their right results, without a leak, whatever the fault does. Faults in bitcode (bitcode.toml) begin at
layer 2, which must refuse each that does not say why it passes; faults in machine code (machine.toml) are for layer 3 alone. Prints one line a fault,
then the sums.
"""
import argparse
import collections
import concurrent.futures
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

import bitcode

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RIGHT = ["[bystander] Request 5 -> Reply 25", "[bystander] the last request -> Error; the conversation is over",
         "leak check: 0 pages, 0 blocks, 0 endpoints, 0 channels, 0 threads, 0 objects, 0 messages", "bulkhead: end:"]
SECONDS = 240  # against a hang; a fault takes one or two, many times that on a machine with other work
Row = collections.namedtuple("Row", "name kind rules layer1 layer2 layer3 run")


def run(*words):
    try:
        done = subprocess.run([str(w) for w in words], capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as late:
        return None, (late.stdout or b"").decode(errors="replace")
    return done.returncode, (done.stdout + done.stderr).decode(errors="replace")


def numbers(letters, text):
    return sorted(set(re.findall(rf"\b{letters}\d{{4}}\b", text)))


def assembled(folder, text):
    (folder / "fault.s").write_text(text + "\n")
    for command in (["llvm-mc-19", "--triple=x86_64", "-filetype=obj", "-o", folder / "fault.o", folder / "fault.s"],
                    ["llvm-objcopy-19", "-O", "binary", "--only-section=.text", folder / "fault.o", folder / "fault.bin"]):
        subprocess.run(command, check=True)
    return (folder / "fault.bin").read_bytes()


def overwrite(sip, code):
    """Puts `code` over the first whole instructions of sip_main, filled up with nops."""
    lines = subprocess.run(["llvm-objdump-19", "-d", "--no-show-raw-insn", "--disassemble-symbols=_Z8sip_mainN8manifest5StartE", sip],
                           capture_output=True, check=True, text=True).stdout
    starts = [int(line.split(":")[0], 16) for line in lines.splitlines() if re.match(r" +[0-9a-f]+:", line)]
    end = next(at for at in starts if at >= starts[0] + len(code))
    section = subprocess.run(["llvm-readelf-19", "-S", "-W", sip], capture_output=True, check=True, text=True).stdout
    address, offset = (int(word, 16) for word in re.search(r"\.text +PROGBITS +([0-9a-f]+) ([0-9a-f]+)", section).groups())
    data = bytearray(sip.read_bytes())
    at = starts[0] - address + offset
    data[at:at + end - starts[0]] = code + b"\x90" * (end - starts[0] - len(code))
    sip.write_bytes(data)


class Matrix:
    def __init__(self, build, work):
        self.bin, self.sips, self.work = build / "bin", build / "sips", work
        self.key = build / "keys" / "dev.private"

    def build_sip(self, source, sip, ignored):
        ignoring = [word for rule in ignored for word in ("--ignore-rule", rule)]
        return run(self.bin / "sipc", "build", source, "--manifest", HERE / "seeded.toml", "--contracts", ROOT / "contracts" / "system",
                   "--test-hooks", "-o", sip, *ignoring)

    def certify(self, image, out, waived):
        return run(self.bin / "sipverify", "certify", image, "--key", self.key, "--development", "-o", out, "--waive", ",".join(waived))

    def source(self, path):
        kind, rules = re.match(r"// seeded: (\w+); ([BD0-9 ]+)", path.read_text()).groups()
        rules = rules.split()
        folder = self.work / path.stem
        folder.mkdir()
        sip = folder / "seeded.sip"
        _, said = self.build_sip(path, sip, [])
        found = numbers("BD", said)
        layer1 = " ".join(found) if set(rules) <= set(found) else "MISSED " + " ".join(set(rules) - set(found))
        code, said = self.build_sip(path, sip, sorted(set(rules) | set(found)))
        if code != 0:
            return Row(path.stem, kind, rules, layer1, "back end " + " ".join(numbers("BS", said)), "", "")
        return self.image(path.stem, kind, rules, layer1, sip)

    def base(self):
        folder = self.work / "base"
        folder.mkdir()
        code, said = self.build_sip(HERE / "base.cpp", folder / "base.sip", [])
        if code != 0:
            raise SystemExit(f"base.cpp does not build: {said}")
        return bitcode.Base(folder / "base.sip", folder)

    def bitcode(self, base, fault):
        folder = self.work / fault["name"]
        folder.mkdir()
        said = base.seal(fault, self.bin / "sipc", folder / "seeded.sip")
        if said:
            return Row(fault["name"], fault["kind"], [], "bitcode", "back end " + (" ".join(numbers("BS", said)) or "ended"), "", "")
        row = self.image(fault["name"], fault["kind"], [], "bitcode", folder / "seeded.sip")
        wanted = fault.get("layer2", [])
        if wanted and not set(wanted) & set(row.layer2.split()):
            return row._replace(layer2="MISSED " + row.layer2)
        return row

    def machine(self, fault):
        folder = self.work / fault["name"]
        folder.mkdir()
        sip = folder / "seeded.sip"
        _, said = self.build_sip(HERE / "base.cpp", sip, [])
        if said:
            raise SystemExit(f"base.cpp does not build: {said}")
        overwrite(sip, assembled(folder, fault["assembly"]))
        return self.image(fault["name"], fault["kind"], [], "-", sip)

    def image(self, name, kind, rules, layer1, sip):
        folder = sip.parent
        code, said = run(self.bin / "buildimage", "pack", HERE / "system.toml", "--sips", folder, self.sips, "-o", folder / "image")
        if code != 0:
            return Row(name, kind, rules, layer1, "not packed", "", said.strip())
        _, said = self.certify(folder / "image", folder / "certified", ["BV0209"])
        found = [n for n in numbers("BV", said) if n != "BV0209"]
        layer2 = [n for n in found if n.startswith("BV04")]
        layer3 = [n for n in found if n.startswith("BV03")]
        if layer3:
            return Row(name, kind, rules, layer1, " ".join(layer2) or "passed", " ".join(layer3), "")
        code, said = self.certify(folder / "image", folder / "certified", ["BV0209", *layer2])
        if code != 0:
            return Row(name, kind, rules, layer1, " ".join(layer2) or "passed", "NOT CERTIFIED", said.strip())
        return Row(name, kind, rules, layer1, " ".join(layer2) or "passed", "passed", self.hosted(folder / "certified"))

    def hosted(self, image):
        code, said = run(self.bin / "bulkhead-hosted", image, "--command-line", "headless allow-waived")
        missing = [line for line in RIGHT if line not in said]
        if code not in (33, 35) or missing:
            return f"HARM: status {code}, missing {missing}"
        ended = re.search(r"SIP culprit ended: (.*)", said)
        return "harmless" if ended is None or ended[1].startswith("exit code") else "contained: " + ended[1]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    options.add_argument("--only", default="", help="a part of the faults' names")
    options = options.parse_args()
    sources = sorted(p for p in (HERE / "source").glob("*.cpp") if options.only in p.name)
    edits = [f for f in tomllib.loads((HERE / "bitcode.toml").read_text())["fault"] if options.only in f["name"]]
    machine = [f for f in tomllib.loads((HERE / "machine.toml").read_text())["fault"] if options.only in f["name"]]
    with tempfile.TemporaryDirectory() as work, concurrent.futures.ThreadPoolExecutor(2) as pool:
        matrix = Matrix(options.build, pathlib.Path(work))
        base = matrix.base()
        rows = list(pool.map(matrix.source, sources)) + list(pool.map(lambda f: matrix.bitcode(base, f), edits)) + list(pool.map(matrix.machine, machine))
    for row in rows:
        print(f"{row.name:<32} {row.layer1:<36} {row.layer2:<24} {row.layer3:<16} {row.run}")
    return verdict(rows)


def verdict(rows):
    source = [r for r in rows if r.layer1 not in ("-", "bitcode")]
    edits = [r for r in rows if r.layer1 == "bitcode"]
    missed = [r.name for r in source if r.layer1.startswith("MISSED") or not r.layer1] + [r.name for r in edits if r.layer2.startswith("MISSED")]
    reached = [r for r in source if not r.layer2.startswith("back end")]
    passed = [r.name for r in reached + edits if r.layer2.endswith("passed")]
    refused = [r for r in edits if r.layer2.startswith("BV")]
    harm = [r.name for r in rows if r.run.startswith("HARM") or r.layer3 == "NOT CERTIFIED" or r.layer2 == "not packed"]
    third = [r for r in rows if r.layer3 or r.run]
    print(f"\n{len(rows)} faults")
    print(f"in source {len(source)}: layer 1 refuses {sum(not r.layer1.startswith('MISSED') for r in source)}; without it the back end refuses "
          f"{len(source) - len(reached)}, layer 2 {sum(r.layer2.startswith('BV') for r in reached)} of {len(reached)}")
    print(f"in bitcode {len(edits)}: layer 2 refuses {len(refused)}; the back end {sum(r.layer2.startswith('back end') for r in edits)}")
    print(f"{len(third)} get past both (ignored): layer 3 refuses {sum(r.layer3.startswith('BV') for r in third)}, "
          f"{sum(r.run.startswith('contained') for r in third)} are contained at run time, {sum(r.run == 'harmless' for r in third)} do no harm, {len(harm)} do")
    for what, names in (("missed", missed), ("layer 2 passes", passed), ("harm", harm)):
        if names:
            print(f"{what}: {' '.join(names)}")
    return 1 if missed or harm else 0


if __name__ == "__main__":
    sys.exit(main())
