"""Runs inside gdb, for ./bulkhead gdb: symbols of the kernel and of every SIP at its window, and the command `sips`.

A SIP's ELF begins at address 0 of its window, and process n has window n (docs/kernel.md). So a system's manifest alone says
where each program will lie, before the machine has run one instruction; processes made later are read from the kernel's table.
gdb.sh passes what it needs in the environment: BULKHEAD_ROOT, BULKHEAD_BUILD, BULKHEAD_SYSTEM, BULKHEAD_TARGET.
"""
import hashlib
import json
import os
import pathlib
import re
import struct
import subprocess
import tomllib

import gdb

ROOT = pathlib.Path(os.environ["BULKHEAD_ROOT"])
BUILD = pathlib.Path(os.environ["BULKHEAD_BUILD"])
LAYOUT = ROOT / "hal/x86_64/paging/address_space.hpp"
ALIVE = {1: "made", 2: "running", 3: "ending"}  # kernel::ProcessState

loaded = {}  # window number -> program


def constant(name):
    """A number of the machine's layout, from where it is defined."""
    match = re.search(rf"\b{name} = (0x[0-9a-fA-F']+)", LAYOUT.read_text(encoding="utf-8"))
    if not match:
        raise gdb.GdbError(f"{LAYOUT}: no {name}: sips_in_gdb.py no longer fits the layout")
    return int(match[1].replace("'", ""), 16)


def window_of(number):
    return constant("kWindowBase") + number * constant("kWindowBytes")


def sip_file(program):
    return BUILD / "sips" / f"{program}.sip"


def place(number, program):
    """Symbols of the program at window `number`, instead of what was there."""
    if loaded.get(number) == program:
        return
    if number in loaded:
        gdb.execute(f"remove-symbol-file -a {window_of(number) + 0x1000:#x}", to_string=True)
        del loaded[number]
    if not sip_file(program).exists():
        gdb.write(f"no symbols for {program}: {sip_file(program)} does not exist\n")
        return
    gdb.execute(f"add-symbol-file {sip_file(program)} -o {window_of(number):#x}", to_string=True)
    loaded[number] = program


def system_processes():
    manifest = tomllib.loads((ROOT / "manifests/systems" / f"{os.environ['BULKHEAD_SYSTEM']}.toml").read_text(encoding="utf-8"))
    return [(process["name"], process["sip"]) for process in manifest["process"]]


def text_of(view):
    """A std::string_view of the kernel's, or a hal::LastingText, which is one."""
    if view.type.fields()[0].is_base_class:
        view = view[view.type.fields()[0]]
    pointer, length = [view[field] for field in view.type.fields() if hasattr(field, "bitpos")]  # not the static ones
    return pointer.string("ascii", length=int(length)) if int(length) else ""


def live_processes():
    """(number, name, program, state) of each record of the kernel's table that is in use."""
    table = gdb.lookup_global_symbol("kernel::processes::table").value()
    for number in range(int(table["count_"])):
        record = table["first_"][number]
        state = ALIVE.get(int(record["state"]))
        if state:
            name = gdb.selected_inferior().read_memory(record["name_bytes"].address, 32).tobytes().split(b"\0")[0]
            yield number, name.decode("ascii", "replace"), text_of(record["record"]["name"]), state


class Sips(gdb.Command):
    """sips: list the processes that live now, and load the symbols of those made since the start."""

    def __init__(self):
        super().__init__("sips", gdb.COMMAND_STATUS)

    def invoke(self, argument, from_tty):
        try:
            processes = list(live_processes())
        except gdb.MemoryError:
            processes = []
        if not processes:
            gdb.write("the kernel has made no process yet\n")
        for number, name, program, state in processes:
            place(number, program)
            gdb.write(f"{number:4}  {name:<24} {program:<24} {state:<8} window {window_of(number):#x}\n")


def sources_by_hash():
    """Where each source of a SIP is: a .sip names its sources without their folder, but with their hash."""
    names = subprocess.run(["git", "-C", ROOT, "ls-files", "-z", "processes"], check=True, capture_output=True, text=True).stdout.split("\0")
    files = [ROOT / name for name in names if name.endswith((".cpp", ".hpp"))]
    return {hashlib.sha256(file.read_bytes()).hexdigest(): file for file in files if file.exists()}


def section(file, wanted):
    """The bytes of a section of an ELF64 file, by name; none if it has no such section."""
    data = file.read_bytes()
    table, = struct.unpack_from("<Q", data, 40)
    entry_bytes, count, names_index = struct.unpack_from("<HHH", data, 58)
    headers = [struct.unpack_from("<IIQQQQ", data, table + i * entry_bytes) for i in range(count)]
    for name, _, _, _, offset, size in headers:
        at = headers[names_index][4] + name
        if data[at : data.index(b"\0", at)].decode() == wanted:
            return data[offset : offset + size]
    return b""


def source_folders():
    """Of each program in the build: the folder that its file names are relative to."""
    known, folders = sources_by_hash(), {}
    for sip in (BUILD / "sips").glob("*.sip"):
        evidence = section(sip, ".sip.evidence")
        for source in json.loads(evidence)["sources"] if evidence else []:
            file = known.get(source["sha256"])
            if file:
                folders[sip.stem] = str(file).removesuffix(source["name"].removeprefix("./")).rstrip("/")
    return folders


class ChooseSources(gdb.Command):
    """Not for typing: makes the selected frame's SIP the one whose folder gdb looks for `main.cpp` in."""

    def __init__(self):
        super().__init__("bulkhead-choose-sources", gdb.COMMAND_SUPPORT)
        self.folders = source_folders()
        # The hook runs before gdb shows where it has stopped; the event, after a change of frame.
        gdb.execute("define hook-stop\nbulkhead-choose-sources\nend", to_string=True)
        gdb.events.before_prompt.connect(lambda: self.invoke("", False))

    def invoke(self, argument, from_tty):
        try:
            window = (gdb.selected_frame().pc() - window_of(0)) // constant("kWindowBytes")
        except gdb.error:
            return  # nothing runs yet
        wanted = ":".join(filter(None, [self.folders.get(loaded.get(window)), str(BUILD), str(ROOT), "$cdir", "$cwd"]))
        if gdb.parameter("directories") != wanted:
            gdb.execute(f"set directories {wanted}", to_string=True)


def attach(target):
    try:
        gdb.execute(f"target remote {target}", to_string=True)
    except gdb.error as error:
        remedy = "start the machine with -gdb, as docs/debugging.md shows, or leave --attach away"
        gdb.write(f"bulkhead: error[BB0033]: no machine answers: {error}\n  what to do: {remedy}\n", gdb.STDERR)
        gdb.execute("quit 1")


def start():
    # The machine starts in 16-bit mode, before paging: what gdb needs of SIPs and kernel for breakpoints it takes from the files.
    for setting in ("confirm off", "pagination off", "architecture i386:x86-64", "trust-readonly-sections on"):
        gdb.execute(f"set {setting}", to_string=True)
    gdb.execute(f"symbol-file {BUILD / 'kernel.elf'}", to_string=True)
    processes = system_processes()
    gdb.execute(f"set substitute-path sdk/sdk {ROOT}", to_string=True)  # the trusted runtime, as its build named it
    for number, (_, program) in enumerate(processes):
        place(number, program)
    ChooseSources()
    Sips()
    gdb.execute(f"source {ROOT / 'scripts/debug/unwind_calls.py'}")
    attach(os.environ["BULKHEAD_TARGET"])
    gdb.write(f"bulkhead: symbols of the kernel and of {len(processes)} SIPs; `sips` lists them, `continue` starts the machine\n")


start()
