#!/usr/bin/env python3
"""What is mapped, seen from outside: asks QEMU's monitor for the page tables of a running test kernel with a SIP, and checks W^X, aliases and layout.

A witness that shares nothing with w_xor_x_violations() of the test kernel. usage: mappings_test.py LAUNCH_FOLDER KERNEL IMAGE
"""
import os
import re
import socket
import subprocess
import sys
import tempfile
import time

LOW_HALF = [(0x40000000, 0x60000000), (0x2000000000, 0x6000000000), (0x8000000000, 0x10000000000)]
TIME_LIMIT_S = 20


def wait_for(condition, what):
    end = time.monotonic() + TIME_LIMIT_S
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.02)
    sys.exit(f"FAILED: {what} did not come")


def ask_monitor(path, command):
    """The monitor's answer to one command, without the echo."""
    with socket.socket(socket.AF_UNIX) as monitor:
        monitor.connect(path)
        monitor.settimeout(TIME_LIMIT_S)
        received = b""

        def read_prompt():
            nonlocal received
            received = b""
            while not received.endswith(b"(qemu) "):
                received += monitor.recv(1 << 16)

        read_prompt()
        monitor.sendall(command.encode() + b"\n")
        read_prompt()
        return received.decode(errors="replace")


def parse(text):
    """(virtual, physical, writable, executable) of each 4-KiB page; QEMU prints X for no-execute."""
    pages = []
    for line in text.splitlines():
        match = re.match(r"([0-9a-f]{16}): ([0-9a-f]{16}) ([-XGPDACTUW]{9})\s*$", line)
        if match:
            flags = match.group(3)
            if flags[2] == "P":
                sys.exit(f"FAILED: a large page: {line}")
            pages.append((int(match.group(1), 16), int(match.group(2), 16), "W" in flags, "X" not in flags))
    return pages


def check(pages):
    errors = []
    executable = {physical for _, physical, _, x in pages if x}
    for virtual, physical, writable, x in pages:
        where = f"{virtual:016x} -> {physical:x}"
        if writable and x:
            errors.append(f"{where} is writable and executable")
        if writable and physical in executable:
            errors.append(f"{where} is a writable alias of an executable frame")
        if virtual < 1 << 47 and not any(low <= virtual < high for low, high in LOW_HALF):
            errors.append(f"{where} lies outside of the layout")
    low = [p for p in pages if p[0] < 1 << 47]
    high_text = [p for p in pages if p[3] and p[0] >= 1 << 47]
    # One program: its code, one data page, two stack pages.
    if len(pages) < 1000 or not 4 <= len(low) <= 8 or sum(p[3] for p in low) < 1:
        errors.append(f"{len(pages)} pages, {len(low)} of them low: not what the scenario maps")
    if not high_text or any(v < 0xFFFFFFFF80100000 for v, *_ in high_text):
        errors.append("executable pages in the high half that are not kernel text")
    return errors


def check_the_check():
    """Negative controls: what must be found is found."""
    text = 0xFFFFFFFF80100000
    for pages, what in (([(text, 4096, True, True)], "is writable and executable"),
                        ([(text, 4096, False, True), (text + 4096, 4096, True, False)], "is a writable alias"),
                        ([(0, 4096, False, False)], "outside of the layout")):
        assert any(what in error for error in check(pages)), what


def main():
    check_the_check()
    launch, kernel, image = sys.argv[1:4]
    with tempfile.TemporaryDirectory() as folder:
        path, log = os.path.join(folder, "monitor"), os.path.join(folder, "log")
        command = [f"{launch}/qemu.sh", kernel, image, "--timeout", str(TIME_LIMIT_S), "--memory", "32", "--command-line", "echo busy",
                   "--", "-monitor", f"unix:{path},server=on,wait=off"]
        with open(log, "wb") as out, subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out) as guest:
            wait_for(lambda: b"test: ready" in open(log, "rb").read(), "the scenario's start")
            time.sleep(0.1)
            pages = parse(ask_monitor(path, "info tlb"))
            guest.stdin.write(b"end\n")
            guest.stdin.close()
            status = guest.wait()
    errors = check(pages)
    if status != 33:
        errors.append(f"the guest ended with {status}")
    print(f"{len(pages)} pages looked at")
    for error in errors[:20]:
        print("FAILED:", error)
    sys.exit(bool(errors))


main()
