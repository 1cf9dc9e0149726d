"""./bulkhead sizes: code lines (no blanks, no comments) by folder, those that are trusted and those that the dialect checker sees apart; with --update-ledger rewrites the ledger of trusted code.

The ledger (docs/trusted.md) lists every fenced file with its lines and its SAFETY reasons, so that growth of what must be trusted is a
visible diff; lint compares it with the tree.
"""
import collections
import sys

from source_tree import ROOT, code_files, code_lines, is_checked, is_trusted, safety_reasons

LEDGER = ROOT / "docs" / "trusted.md"
FOLDERS = ["contracts/compiler", "contracts/system", "sipc/checker", "sipc/driver", "sipc/backend", "sipc/runtime/trusted", "sipc/runtime",
           "hal/include", "hal/x86_64", "hal/hosted", "kernel", "processes", "buildimage", "verifier", "tests", "scripts"]
SYSTEM = ("hal/include", "hal/x86_64", "kernel", "sipc/runtime/trusted", "sipc/runtime", "processes")  # what is in a booted machine


def folder_of(path):
    name = str(path)
    matches = [f for f in FOLDERS if name.startswith(f + "/")]
    return max(matches, key=len) if matches else "(other)"


def measure():
    total, trusted, checked = collections.Counter(), collections.Counter(), collections.Counter()
    for path in code_files():
        lines, folder = code_lines(path), folder_of(path)
        total[folder] += lines
        if is_trusted(path):
            trusted[folder] += lines
        if is_checked(path):
            checked[folder] += lines
    return total, trusted, checked


def table():
    total, trusted, checked = measure()
    print(f"{'folder':<24}{'lines':>8}{'trusted':>9}{'checked':>9}")
    for folder in [f for f in FOLDERS + ["(other)"] if total[f]]:
        print(f"{folder:<24}{total[folder]:>8}{trusted[folder]:>9}{checked[folder]:>9}")
    print(f"{'all':<24}{sum(total.values()):>8}{sum(trusted.values()):>9}{sum(checked.values()):>9}")
    system, fenced = sum(total[f] for f in SYSTEM), sum(trusted[f] for f in SYSTEM)
    core = sum(total[f] for f in ("kernel", "hal/x86_64", "hal/include"))
    print(f"\nkernel + hal/x86_64: {core} lines (limit 10000)")
    print(f"in a booted machine: {system} lines, fenced as trusted {fenced} ({100 * fenced / max(system, 1):.1f} %)")


def ledger():
    out = ["# The ledger of trusted code", "",
           "Every file that is trusted rather than checked, its code lines, and the reasons given in it. Written by",
           "`./bulkhead sizes --update-ledger`; `./bulkhead lint` fails when it is out of date.", "",
           "| file | lines | reasons |", "|---|---|---|"]
    for path in sorted(filter(is_trusted, code_files())):
        reasons = "<br>".join(reason.replace("|", "\\|") for _, reason in safety_reasons(path))
        out.append(f"| {path} | {code_lines(path)} | {reasons} |")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--update-ledger"]:
        LEDGER.write_text(ledger(), encoding="utf-8")
        print(f"bulkhead: wrote {LEDGER.relative_to(ROOT)}")
    elif sys.argv[1:]:
        print("bulkhead: error[BB0001]: sizes takes --update-ledger or nothing", file=sys.stderr)
        sys.exit(2)
    else:
        table()
