"""Writes the manifest of a system in which `bench` and its partner are measured among many other SIPs:
make_system.py NAME SIP COUNT OUTPUT COMMAND… (each COMMAND a line of the script).
"""
import pathlib
import sys


def manifest(name, sip, count, commands):
    script = ", ".join(f'"{command}"' for command in (*commands, "quit"))
    lines = ["# Made by tests/bench/systems/make_system.py.", f'name = "{name}"', f'description = "bench among {count} instances of {sip}"', 'verdict = "bench"', f"script = [{script}]"]
    processes = [(f"{sip}-{i}".replace("_", "-"), sip) for i in range(count)] + [("partner", "bench_partner"), ("bench", "bench")]
    for process, program in processes:
        lines += ["", "[[process]]", f'name = "{process}"', f'sip = "{program}"']
    lines += ["", "[[program]]", 'sip = "bench_child"']  # the manifest of bench names it
    lines += ["", "[[bind]]", 'import = "bench.partner"', 'export = "partner.service"', ""]
    return "\n".join(lines)


if __name__ == "__main__":
    _, name, sip, count, output, *commands = sys.argv
    pathlib.Path(output).write_text(manifest(name, sip, int(count), commands), encoding="utf-8")
