"""Portable bitcode of built SIPs as text, and layer 2's verdict on edited text, held against the manifests and contracts of images."""
import json
import os
import subprocess
import tempfile


IMAGES = ['demo', 'clock', 'features', 'threads']


class Bench:
    def __init__(self, build, llvm, probe=None):
        self.sips = os.path.join(build, 'sips')
        self.llvm = llvm
        self.probe = probe or os.path.join(build, 'tests', 'verifier_probe')
        self.folder = tempfile.TemporaryDirectory()
        self.count = 0
        self.images = [word for name in IMAGES for word in ('--image', os.path.join(build, 'images', name + '.img'))]

    def tool(self, name, *arguments):
        return subprocess.run([os.path.join(self.llvm, name), *arguments], capture_output=True, text=True)

    def text_of(self, sip):
        """The portable bitcode of a SIP, as llvm-dis writes it."""
        bitcode = os.path.join(self.folder.name, sip + '.bc')
        dumped = self.tool('llvm-objcopy', '--dump-section', '.sip.bitcode=' + bitcode,
                           os.path.join(self.sips, sip + '.sip'), '/dev/null')
        if dumped.returncode != 0:
            raise SystemExit(f'{sip}: {dumped.stderr}')
        shown = self.tool('llvm-dis', bitcode, '-o', '-')
        if shown.returncode != 0:
            raise SystemExit(f'{sip}: {shown.stderr}')
        return shown.stdout

    def assemble(self, text, program):
        """A file of bitcode as that program's, or None if the text is not valid LLVM assembly."""
        self.count += 1
        path = os.path.join(self.folder.name, f'edit{self.count}')
        with open(path + '.ll', 'w') as file:
            file.write(text)
        done = self.tool('llvm-as', path + '.ll', '-o', path + '.bc')
        os.remove(path + '.ll')
        self.complaint = done.stderr
        return f'{program}={path}.bc' if done.returncode == 0 else None

    def verdicts(self, files):
        """What layer 2 found in each: lists of [number, place, detail], or None for a crash or time-out."""
        answer = subprocess.run([self.probe, *self.images, *files], capture_output=True, text=True)
        verdicts = [json.loads(line).get('findings') for line in answer.stdout.splitlines()]
        if len(verdicts) != len(files):
            raise SystemExit('the probe did not answer for every file: ' + answer.stderr)
        return verdicts


def function_bounds(lines, wanted):
    """First and last line of the function whose symbol holds `wanted`."""
    for start, line in enumerate(lines):
        if line.startswith('define') and wanted in line:
            return start, next(i for i in range(start, len(lines)) if lines[i] == '}')
    raise SystemExit(f'no function {wanted}')
