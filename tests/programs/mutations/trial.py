"""One edit, from the checker to the comparison: a Trial says what became of it."""
import dataclasses
import re
import resource
import signal
import subprocess

import checked
import mutants

SECONDS = 20  # processor time of one hosted run; a program takes less than one
# What was never written matters to edits of one kind: all others read what is zero, or what is gone.
FLAVOURS_OF = {"uninitialised-read": ["address", "memory"]}
REFUSED, TRAPPED, HARMLESS, FAILED = "refused", "trapped", "harmless", "FAILED"


@dataclasses.dataclass
class Trial:
    kind: str
    program: str
    edit: dict
    verdict: str
    why: str

    def line(self):
        return f"{self.verdict:<8} {self.kind:<18} {mutants.shown(self.edit, self.program)}: {self.why}"


class Bench:
    """Where the edits of one program are tried, one after the other."""

    def __init__(self, build, program, folder):
        self.build, self.program, self.folder = build, program, folder
        self.sources = folder / "programs"
        self.main = self.sources / program / "main.cpp"
        self.manifest = checked.ROOT / "manifests" / "processes" / f"program_{program}.toml"
        self.right_log = None  # of the unedited program, if it was asked for
        mutants.copy_sources(program, self.sources)
        system = (checked.ROOT / "tests" / "programs" / "system.toml.in").read_text()
        (folder / "system.toml").write_text(system.replace("@PROGRAM@", f"program_{program}"))

    def try_edit(self, kind, edit):
        """None if the edit is no C++."""
        path, before = mutants.apply(edit, self.sources / self.program)
        try:
            verdict = self.verdict(FLAVOURS_OF.get(kind, ["address"]))
        finally:
            path.write_bytes(before)
        return Trial(kind, self.program, edit, *verdict) if verdict else None

    def verdict(self, flavours):
        done = checked.run([self.build / "bin" / "sipc", "check", self.main, "--manifest", self.manifest])
        said = (done.stdout + done.stderr).decode(errors="replace")
        if done.returncode == 0:
            return self.run_accepted(flavours)
        if "BS0120" in said or done.returncode != 1:
            return FAILED, f"the checker itself failed: {said[-300:]}"
        rules = sorted(set(re.findall(r"error: (BD\d{4}): ", said)))
        if not rules or re.search(r"error: (?!BD\d{4}: )", said):
            return None  # plain clang does not compile it either
        return REFUSED, " ".join(rules)

    def run_accepted(self, flavours):
        log, ending = self.real()
        if log is None:
            return REFUSED, ending
        notes = self.compared_with_unedited(log)
        for flavour in flavours:
            program = self.folder / flavour
            built = checked.build_program(self.build, flavour, self.main, program)
            if built is not True:
                return FAILED, f"clang does not compile for the checked runtime what sipc builds: {built.splitlines()[0]}"
            run = checked.Run(program)
            if run.mismatch:
                return FAILED, f"{flavour}: {run.mismatch}"
            if is_trap(ending):
                continue
            if difference := differs(log, ending, run):
                return FAILED, f"{flavour}: {difference}"
            if run.stale:
                notes.append("what is looked at is stale, which the dialect defines")
        return (TRAPPED, ending) if is_trap(ending) else (HARMLESS, "; ".join([ending, *dict.fromkeys(notes)]))

    def unedited(self):
        """What is wrong if no edit is made: then the comparison would say nothing."""
        verdict, why = self.verdict(list(checked.FLAVOURS))
        self.right_log = without_times(self.real()[0])
        return [] if (verdict, why) == (HARMLESS, "exit code 0") else [f"{self.program} without an edit: {verdict}: {why}"]

    def compared_with_unedited(self, log):
        if self.right_log is None:
            return []
        return ["as without the edit" if without_times(log) == self.right_log else "other results, the same in both"]

    def real(self):
        """What the program logs as a SIP, hosted, and how it ends; or nothing, and who refuses it after all."""
        bin, folder = self.build / "bin", self.folder
        steps = [[bin / "sipc", "build", self.main, "--manifest", self.manifest, "--redundant-checks=none", "-o", folder / f"program_{self.program}.sip"],
                 [bin / "buildimage", "pack", folder / "system.toml", "--sips", folder, "-o", folder / "unsigned"],
                 [bin / "sipverify", "certify", folder / "unsigned", "--key", self.build / "keys" / "dev.private", "--development", "--quiet", "-o", folder / "image"]]
        for step in steps:
            done = checked.run(step)
            if done.returncode != 0:
                said = (done.stdout + done.stderr).decode(errors="replace")
                return None, " ".join(sorted(set(re.findall(r"\bB[SVMI]\d{4}\b", said)))) or f"{step[0].name}: {said[:200]}"
        command = [bin / "bulkhead-hosted", folder / "image", "--command-line", "headless"]
        done = checked.run(command, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS)), stdin=subprocess.DEVNULL)
        said = done.stdout.decode(errors="replace").splitlines()
        log = [line.removeprefix("[program] ") for line in said if line.startswith("[program] ")]
        endings = [line.removeprefix("bulkhead: SIP program ended: ") for line in said if line.startswith("bulkhead: SIP program ended: ")]
        if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            return log, "no end"
        return log, endings[0] if endings else f"no report: the machine ended with status {done.returncode}"


def is_trap(ending):
    return not ending.startswith("exit code") and ending != "no end" and not ending.startswith("no report")


def without_times(log):
    return [re.sub(r"^sample \d+", "sample", line) for line in log]


def differs(log, ending, run):
    """What the SIP did that the same program with the checked runtime did not; empty if they agree. One that does not end is cut off somewhere: by its time, or with
    the checked runtime, whose heap frees nothing, by its memory."""
    if ending == "no end" and run.ending in ("no end", "panic: no memory is left"):
        return ""
    if ending.split(" (")[0] != run.ending:
        return f"the SIP ended with '{ending}', with the checked runtime it is '{run.ending}'"
    if without_times(log) != without_times(run.log):
        return "the logs differ"
    return ""
