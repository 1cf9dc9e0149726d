"""Writes the file system that Linux' kernel starts linux_bench from: /init (the program), /script (its commands), /dev/console. The `newc` format
of cpio is written here because Debian's minimal installation has no cpio. make_initramfs.py PROGRAM OUTPUT < SCRIPT
"""
import pathlib
import sys

DIRECTORY, FILE, DEVICE = 0o040755, 0o100644, 0o020600


def entry(number, name, mode, content=b"", device=(0, 0)):
    fields = (number, mode, 0, 0, 1, 0, len(content), 0, 0, *device, len(name) + 1, 0)
    header = b"070701" + b"".join(b"%08X" % value for value in fields) + name.encode() + b"\0"
    return padded(header) + padded(content)


def padded(data):
    return data + b"\0" * (-len(data) % 4)


def initramfs(program, script):
    entries = [("dev", DIRECTORY, b"", (0, 0)), ("dev/console", DEVICE, b"", (5, 1)), ("init", FILE | 0o111, program, (0, 0)),
               ("script", FILE, script.encode(), (0, 0)), ("TRAILER!!!", 0, b"", (0, 0))]
    return b"".join(entry(i, *rest) for i, rest in enumerate(entries, 1))


if __name__ == "__main__":
    pathlib.Path(sys.argv[2]).write_bytes(initramfs(pathlib.Path(sys.argv[1]).read_bytes(), sys.stdin.read()))
