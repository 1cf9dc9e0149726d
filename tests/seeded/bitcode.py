"""Edits of the base program's portable bitcode: the text changed, native code made of it by step two, and a .sip of both."""
import re
import subprocess

SECTIONS = (".sip.manifest", ".sip.contracts", ".sip.evidence")


def tool(*words):
    return subprocess.run([str(w) for w in words], capture_output=True, check=True, text=True).stdout


def function_at(text, name):
    """Where the first function whose line holds `name` starts and ends; the whole module without a name."""
    if not name:
        return 0, len(text)
    start = next((m.start() for m in re.finditer(r"^define .*$", text, re.M) if name in m[0]), None)
    if start is None:
        raise SystemExit(f"base.cpp has no function {name} any more")
    return start, text.index("\n}\n", start) + 3


def edited(text, fault):
    start, end = function_at(text, fault.get("function"))
    part, count = re.subn(fault["find"], fault["put"], text[start:end], count=1)
    if count == 0:
        raise SystemExit(f"{fault['name']}: the edit fits nothing in base.cpp any more")
    text = text[:start] + part + text[end:]
    name = re.search(r"@[\w.]+\(", fault.get("declare", ""))
    if name and not re.search(r"^declare .*" + re.escape(name[0]), text, re.M):
        text = text.replace("\ndefine ", f"\n{fault['declare']}\n\ndefine ", 1)
    return text


class Base:
    """The program without a fault, taken apart once."""
    def __init__(self, sip, folder):
        self.folder = folder
        for section in (*SECTIONS, ".sip.bitcode"):
            tool("llvm-objcopy-19", "--dump-section", f"{section}={folder / section}", sip, "/dev/null")
        self.text = tool("llvm-dis-19", folder / ".sip.bitcode", "-o", "-")

    def seal(self, fault, sipc, sip):
        """Makes `sip`; gives what step two said if it refuses."""
        listing, bitcode = sip.with_suffix(".ll"), sip.with_suffix(".bc")
        listing.write_text(edited(self.text, fault))
        tool("llvm-as-19", listing, "-o", bitcode)
        made = subprocess.run([sipc, "native", bitcode, "--test-hooks", "-o", sip], capture_output=True, text=True)
        if made.returncode != 0:
            return made.stderr or f"status {made.returncode}"
        adding = [word for s in SECTIONS for word in ("--add-section", f"{s}={self.folder / s}")]
        tool("llvm-objcopy-19", *adding, "--add-section", f".sip.bitcode={bitcode}", sip)
        return ""
