#!/usr/bin/env python3
"""Random edits of the demo SIPs' portable bitcode: how many layer 2 refuses, by kind of edit. Fails on a crash, a
time-out, a SIP that is refused unedited, or an accepted edit of a kind that can never be harmless."""
import argparse
import random
import re
import sys

from portable import Bench

SIPS = ['shell', 'c1_client', 'c1_server', 'bulk_client', 'bulk_server', 'rtc', 'diagnosis', 'witness']
INSTRUCTION = re.compile(r'^  ')


def edit_field(line, chance):
    found = re.search(r'(getelementptr inbounds %.*i32 )(\d+)(, !dbg.*)?$', line)
    return line[:found.start(2)] + str(int(found[2]) + chance.choice([1, 2, 7])) + (found[3] or '') if found else None


def edit_number(line, chance):
    found = list(re.finditer(r'\bi(?:8|16|32|64) (?:noundef )?(-?\d+)\b', line))
    if not found or 'getelementptr' in line or 'lifetime' in line:
        return None
    one = chance.choice(found)
    return line[:one.start(1)] + str(int(one[1]) * chance.choice([2, 3, 100]) + 1) + line[one.end(1):]


def edit_operands(line, chance):
    found = re.search(r'^(.*call .*\()(.*)(\).*)$', line)
    if not found or 'llvm.' in line:
        return None
    parts = re.split(r', (?=(?:ptr|i\d+) )', found[2])
    same = [(i, j) for i in range(len(parts)) for j in range(i) if parts[i].split()[0] == parts[j].split()[0]]
    if not same:
        return None
    i, j = chance.choice(same)
    parts[i], parts[j] = parts[j], parts[i]
    return found[1] + ', '.join(parts) + found[3]


def edit_load_of_pointer(line, _):
    found = re.match(r'(  )(%\d+)( = load )ptr(, ptr .*)$', line)
    return f'  %mutant = load i64{found[4]}\n{line}' if found else None


def edit_load_of_number(line, _):
    found = re.match(r'(  )(%\d+)( = load )i64(, ptr .*)$', line)
    return f'  %mutant = load ptr{found[4]}\n  store i8 1, ptr %mutant\n{line}' if found else None


def edit_store_away(line, _):
    return '' if line.startswith('  store ') else None


def edit_store_of_pointer_away(line, _):
    return '' if re.match(r'  store ptr %\d+, ptr %\d+', line) else None


def edit_twice(line, _):
    return line + '\n' + re.sub(r'^  %\d+ =', '  %mutant =', line) if re.match(r'  (%\d+ = )?call .*@(_Z|sip_)', line) else None


def edit_call_away(line, _):
    return '' if re.match(r'  call void .*@(_Z|sip_)', line) else None


def edit_copy_size(line, _):
    return re.sub(r'(@llvm\.mem.*i64 )(\d+), i1', lambda m: f'{m[1]}{int(m[2]) * 4 + 8}, i1', line) if '@llvm.mem' in line else None


def edit_flag(line, chance):
    return re.sub(r' = (add|sub|mul) ', lambda m: f' = {m[1]} {chance.choice(["nsw", "nuw"])} ', line) if re.search(r' = (add|sub|mul) i', line) else None


# Kinds and whether an edit of that kind must be refused wherever the code can be reached.
KINDS = {
    'field of another index': (edit_field, False),
    'another number': (edit_number, False),
    'arguments exchanged': (edit_operands, False),
    'pointer read as number': (edit_load_of_pointer, True),
    'number used as pointer': (edit_load_of_number, True),
    'store left out': (edit_store_away, False),
    'store of a pointer left out': (edit_store_of_pointer_away, False),
    'call made twice': (edit_twice, False),
    'call left out': (edit_call_away, False),
    'more bytes copied': (edit_copy_size, True),
    'flag that promises': (edit_flag, True),
}


def reachable(lines):
    """Symbols that the entry or a thread can reach, so that an edit is not one of dead code."""
    bodies, name = {}, None
    for line in lines:
        if line.startswith('define'):
            name = re.search(r'@("[^"]*"|[\w.$]+)', line)[1]
            bodies[name] = set()
        elif name:
            bodies[name].update(re.findall(r'@("[^"]*"|[\w.$]+)\(', line))
    open_names, seen = ['sip_main_entry', 'sip_thread_main'], set()
    while open_names:
        name = open_names.pop()
        if name in bodies and name not in seen:
            seen.add(name)
            open_names.extend(bodies[name])
    return seen


def places(lines):
    live, inside, found = reachable(lines), False, []
    for number, line in enumerate(lines):
        if line.startswith('define'):
            inside = re.search(r'@("[^"]*"|[\w.$]+)', line)[1] in live
        elif line == '}':
            inside = False
        elif inside and INSTRUCTION.match(line) and 'dbg_' not in line:
            found.append(number)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--build', required=True)
    parser.add_argument('--llvm', required=True)
    parser.add_argument('--probe')
    parser.add_argument('--edits', type=int, default=2000)
    parser.add_argument('--seed', type=int, default=6)
    parser.add_argument('--show', action='store_true', help='print each accepted edit')
    options = parser.parse_args()
    bench, chance = Bench(options.build, options.llvm, options.probe), random.Random(options.seed)
    modules, files = {}, []
    for sip in SIPS:
        text = bench.text_of(sip)
        lines = text.split('\n')
        modules[sip] = (lines, places(lines))
        files.append(bench.assemble(text, sip))
    failures = 0
    for sip, verdict in zip(SIPS, bench.verdicts(files)):
        if verdict != []:
            print(f'FAILED {sip} is refused unedited: {verdict}')
            failures += 1
    table = {kind: [0, 0, 0] for kind in KINDS}
    done, tries = 0, 0
    while done < options.edits and tries < options.edits * 200:
        tries += 1
        kind = chance.choice(list(KINDS))
        sip = chance.choice(SIPS)
        lines, candidates = modules[sip]
        number = chance.choice(candidates)
        changed = KINDS[kind][0](lines[number], chance)
        if changed is None or changed == lines[number]:
            continue
        file = bench.assemble('\n'.join(lines[:number] + [changed] + lines[number + 1:]), sip)
        if file is None:
            continue
        done += 1
        verdict = bench.verdicts([file])[0]
        table[kind][0] += 1
        if verdict is None:
            print(f'FAILED crash or time-out: {kind}, {sip}, {lines[number]}')
            failures += 1
        elif verdict:
            table[kind][1] += 1
        else:
            table[kind][2] += 1
            if KINDS[kind][1] or options.show:
                print(f'{"FAILED " if KINDS[kind][1] else ""}accepted: {kind}, {sip}, line {number + 1}: {lines[number].strip()} -> {changed.strip()}')
            failures += KINDS[kind][1]
    print(f'{"kind of edit":32} {"edits":>6} {"refused":>8} {"accepted":>9}')
    for kind, (edits, refused, accepted) in table.items():
        print(f'{kind:32} {edits:6} {refused:8} {accepted:9}')
    totals = [sum(row[i] for row in table.values()) for i in range(3)]
    print(f'{"all":32} {totals[0]:6} {totals[1]:8} {totals[2]:9}')
    if done < options.edits:
        print(f'FAILED only {done} edits could be made')
        failures += 1
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
