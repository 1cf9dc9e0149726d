"""What lint and sizes both need to know about the tree: its code files, their comments, and which of them are trusted.

Trusted code lives only in the fenced folders named here (DEVELOPERS: README "Trusted code"); everything else is checked or is a host tool.
"""
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
CODE = {".cpp", ".hpp", ".h", ".c", ".S", ".def", ".g4", ".py", ".sh", ".cmake", ".ld"}
CXX = {".cpp", ".hpp", ".h", ".c"}
FENCED = [
    re.compile(r"^hal/"),
    re.compile(r"^kernel/(.+/)?trusted/"),
    re.compile(r"^kernel/freestanding/"),
    re.compile(r"^kernel/abi/"),
    re.compile(r"^sipc/runtime/trusted/"),
]
# Test inputs that are wrong on purpose, or stand for what others wrote.
CORPUS = re.compile(r"^tests/.+/(reject|accept|include|invalid|valid|golden|hostile|data|corpus)/")


def tracked():
    out = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], check=True, capture_output=True, text=True).stdout
    return [pathlib.PurePosixPath(name) for name in out.split("\0") if name and (ROOT / name).is_file()]


def code_files():
    return [p for p in tracked() if (p.suffix in CODE or p.name == "CMakeLists.txt") and not CORPUS.match(str(p))]


# What the dialect checker compiles: SIPs, the library that they are written with, and the kernel in its profile.
CHECKED = re.compile(r"^(kernel|sipc/runtime|processes)/")


def is_checked(path):
    return path.suffix in CXX and CHECKED.match(str(path)) is not None and not is_trusted(path)


def is_trusted(path):
    return path.suffix in CXX | {".S"} and any(fence.match(str(path)) for fence in FENCED)


def text(path):
    return (ROOT / path).read_text(encoding="utf-8")


def code_lines(path):
    """Lines that are neither blank nor only comment."""
    body = text(path)
    if path.suffix in CXX | {".S", ".def", ".g4", ".ld"}:
        body = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group(0).count("\n"), body, flags=re.S)
        comment = ("//",)
    else:
        comment = ("#",)
    lines = (line.strip() for line in body.splitlines())
    return sum(1 for line in lines if line and not line.startswith(comment))


def safety_reasons(path):
    """(line, first line of the reason) of each // SAFETY: comment."""
    found = []
    for number, line in enumerate(text(path).splitlines(), 1):
        match = re.search(r"(?://|#|/\*)\s*SAFETY:\s*(.*)", line)
        if match:
            found.append((number, match.group(1).strip()))
    return found
