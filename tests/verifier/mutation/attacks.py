#!/usr/bin/env python3
"""The attacks that layer 2 must refuse: each is one edit of a real SIP's portable bitcode, as text."""
import argparse
import re
import sys

from portable import Bench, function_bounds

# name, SIP, symbol of the function (a part of it), edit: text of the function -> text, findings of which one must come
ATTACKS = []


def attack(name, sip, function, *numbers):
    def register(edit):
        ATTACKS.append((name, sip, function, edit, numbers))
        return edit
    return register


def replaced(pattern, by):
    return lambda body: re.sub(pattern, by, body, count=1)


def first_block(extra):
    """Puts instructions behind the last alloca of the entry block."""
    def edit(body):
        lines = body.split('\n')
        last = max(i for i, line in enumerate(lines) if ' = alloca ' in line)
        return '\n'.join(lines[:last + 1] + extra + lines[last + 1:])
    return edit


attack('edited primitive wrapper: more elements than there are', 'shell', 'StorageIcLm240EE2atEm', 426)(
    replaced(r'i64 noundef 240', 'i64 noundef 4000'))
attack('edited primitive wrapper: larger elements', 'shell', 'prim7elementIcE', 426)(
    replaced(r'i64 noundef 1\)', 'i64 noundef 8)'))
attack('edited wrapper: text longer than its buffer', 'shell', '@_ZN3sip7console5writeI', 422)(
    replaced(r'i64 noundef 240\)', 'i64 noundef 480)'))
attack('edited wrapper: the number of another message', 'c1_client', 'ImpINS_5StartEE4send', 440)(
    replaced(r'(@_ZN3sip6detail12send_messageILj8.*i32 noundef )0,', r'\g<1>1,'))
attack('edited wrapper: a message sent twice', 'c1_client', 'detail12send_messageILj8', 440)(
    replaced(r'(  call void @sip_channel_send\(.*\n)', r'\1\1'))
attack('edited wrapper: a send left out', 'c1_client', 'detail12send_messageILj8', 440)(
    replaced(r'  call void @sip_channel_send\(.*\n', ''))
attack('edited wrapper: a receive left out', 'c1_client', 'ReceivedMessageILj8EEC2', 440)(
    lambda body: re.sub(r'  (%\d+) = call [^\n]*@sip_channel_receive\([^\n]*', r'  \1 = add i32 1, 0', body))
attack('edited wrapper: an endpoint of another contract', 'shell', 'manifest5StartC2', 440)(
    lambda body: body.replace('@sip_start_endpoint(i32 noundef 0)', '@sip_start_endpoint(i32 noundef 2)')
    .replace('@sip_start_endpoint(i32 noundef 1)', '@sip_start_endpoint(i32 noundef 0)')
    .replace('@sip_start_endpoint(i32 noundef 2)', '@sip_start_endpoint(i32 noundef 1)'))
attack('edited wrapper: an endpoint that the manifest does not give', 'c1_client', 'manifest5StartC2', 444)(
    replaced(r'@sip_start_endpoint\(i32 noundef 0\)', '@sip_start_endpoint(i32 noundef 1)'))
attack('edited match: one message taken for another', 'c1_client', 'EE5matchI', 443)(
    replaced(r'    i32 1, label (%\d+)\n    i32 2, label (%\d+)\n', r'    i32 2, label \1\n    i32 1, label \2\n'))
attack('edited match: one message unpacked as another', 'bulk_server', 'EE5matchI', 443)(
    replaced(r'    i32 0, label (%\d+)\n    i32 2, label (%\d+)\n', r'    i32 2, label \1\n    i32 0, label \2\n'))
attack('edited match: what did not come is unpacked', 'bulk_client', 'EE5matchI', 443)(
    lambda body: re.sub(r'    i32 1, label (%\d+)\n((?:    i32 -2.*\n)?)    i32 -1, label (%\d+)\n',
                        r'    i32 -1, label \1\n\2    i32 1, label \3\n', body, count=1))
attack('edited wrapper: more owners than the message has', 'bulk_client', 'detail12send_messageILj16', 442, 422)(
    replaced(r'i32 noundef 16\)', 'i32 noundef 8)'))
attack('edited wrapper: a requirement broken after it was checked', 'c1_client', 'detail12send_messageILj8', 445)(
    replaced(r'(  call void @sip_channel_send\([^\n]*ptr [^%\n]*(%\d+), )', r'  store i32 -7, ptr \2, align 8\n\1'))
attack('edited wrapper: a message longer than its buffer', 'c1_client', 'detail12send_messageILj8', 422)(
    replaced(r'i32 noundef 8\)', 'i32 noundef 64)'))
attack('edited wrapper: a reception longer than its buffer', 'c1_client', 'ReceivedMessageILj8EEC2', 422, 442)(
    replaced(r'i32 noundef 8,', 'i32 noundef 4096,'))
attack('edited wrapper: a number as address of a block', 'features_client', 'ExINS', 429)(None)
attack('function that returns a reference to a local', 'shell', '_ZNK3sip4Line5bytesEv', 423)(
    lambda body: first_block(['  %evil = alloca [240 x i8], align 8'])(
        re.sub(r'ret ptr %\d+', 'ret ptr %evil', body)))
attack('structure that holds a reference to a local', 'shell', '12FormatStringIJEE4textEv', 423, 426)(
    lambda body: first_block(['  %evil = alloca i64, align 8'])(
        re.sub(r'\n  ret void', '\n  store ptr %evil, ptr %0, align 8\n  ret void', body)))
attack('borrow lost through a conditional', 'shell', '_ZNK3sip4Line5bytesEv', 423)(
    lambda body: first_block(['  %evil = alloca [240 x i8], align 8'])(
        re.sub(r'ret ptr (%\d+)', r'%now = call i64 @sip_time_ticks()\n  %even = icmp eq i64 %now, 0\n'
               r'  %one = select i1 %even, ptr \1, ptr %evil\n  ret ptr %one', body)))
attack('closure that takes a reference to another thread', 'threads', 'detail11thread_gateI', 423)(
    lambda body: re.sub(r'(  %\d+ = call noundef i64 @sip_thread_spawn\(ptr noundef nonnull align 1 (%\d+))',
                        r'  store ptr %3, ptr \2, align 1\n\1', body, count=1))
attack('closure given to the gate of another type', 'threads', 'detail11thread_gateI', 429, 434, 425, 422)(
    replaced(r'(@sip_thread_spawn\(.*i64 noundef )0\)', r'\g<1>5)'))
attack('pointer local used before it is set', 'shell', '_ZNK3sip4Line4sizeEv', 421)(
    replaced(r'  store ptr %0, ptr %\d+, align 8\n', ''))
attack('pointer local set on one path only', 'shell', '_ZNK3sip4Line4sizeEv', 421)(
    lambda body: re.sub(r'  store ptr %0, ptr (%\d+), align 8\n',
                        r'  %now = call i64 @sip_time_ticks()\n  %even = icmp eq i64 %now, 0\n'
                        r'  %set = select i1 %even, ptr %0, ptr null\n  store ptr %set, ptr \1, align 8\n', body))
attack('owner closed twice', 'c1_client', 'detail8Endpoint5closeEv', 428)(
    replaced(r'(  call void @sip_channel_close\(.*\n)', r'\1\1'))
attack('moved owner that its source keeps', 'c1_client', '_ZN3sip6detail8Endpoint4takeEv', 428)(
    replaced(r'  store i64 0, ptr %\d+, align 8.*\n', ''))
attack('moved aggregate that holds an owner, copied as bytes first', 'c1_client', 'detail13FinalEndpointD2Ev', 428)(
    lambda body: first_block(['  %copy = alloca i64, align 8',
                              '  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %copy, ptr align 8 %0, i64 8, i1 false)'])(
        re.sub(r'\n  ret void', '\n  %handle = load i64, ptr %copy, align 8\n'
               '  call void @sip_channel_close(i64 %handle)\n  ret void', body)))
attack('owner that is taken out and forgotten', 'c1_client', 'detail8Endpoint5closeEv', 437)(
    replaced(r'  call void @sip_channel_close\(.*\n', ''))
attack('destructor that closes only what it no longer has', 'c1_client', 'detail13FinalEndpoint4dropEv', 436, 437)(
    replaced(r'br i1 (%\d+), label (%\d+), label (%\d+)', r'br i1 \1, label \3, label \2'))
attack('word read where it is not aligned', 'c1_client', 'detail8Endpoint4takeEv', 439)(
    replaced(r'(= load i64, ptr %\d+), align 8', r'\1, align 1'))
attack('address read as a number', 'shell', '_ZNK3sip4Line4sizeEv', 424)(
    replaced(r'(  (%\d+) = load ptr, ptr (%\d+), align 8.*\n)', r'\1  %evil = load i64, ptr \3, align 8\n'))
attack('number used as an address', 'shell', '_ZN3sip4Line6appendEc', 424)(
    lambda body: re.sub(r'store ptr %0, ptr (%\d+), align 8', r'store i64 4096, ptr \1, align 8', body, count=1))
attack('field beyond the object', 'shell', '_ZNK3sip4Line4sizeEv', 422)(
    replaced(r'getelementptr inbounds %"class.sip::Line", ptr (%\d+), i32 0, i32 1',
             r'getelementptr inbounds i8, ptr \1, i64 4096'))
attack('copy of more bytes than there are', 'shell', '@_ZN3sip7console5writeI', 422)(
    replaced(r'(@llvm.memcpy.*)i64 16,', r'\1i64 160,'))
attack('literal viewed beyond its end', 'shell', '@_Z8sip_main', 426)(
    replaced(r'(store %"class.sip::StringView" \{ ptr @[^,]*, i64 )(\d+)', r'\g<1>9\2'))
attack('pointer moved by a number', 'shell', '_ZN3sip4Line6appendEc', 420)(
    lambda body: re.sub(r'(  (%\d+) = load ptr, ptr %\d+, align 8.*\n)',
                        r'\1  %now = call i64 @sip_time_ticks()\n  %evil = getelementptr i8, ptr \2, i64 %now\n'
                        r'  store i8 1, ptr %evil\n', body, count=1))
attack('overflow promised away', 'shell', '_ZN3sip4Line6appendEc', 430)(replaced(r' = add i64', ' = add nsw i64'))
attack('aliasing promised away', 'shell', '_ZNK3sip4Line4sizeEv', 430)(
    replaced(r'ptr noundef nonnull', 'ptr noalias noundef nonnull'))
attack('check of an index left out', 'shell', 'prim7elementIcE', 420, 422)(
    lambda body: re.sub(r'  (%\d+) = call [^\n]*@sip_element\(ptr [^,]*(%\d+), i64 noundef (%\d+)[^\n]*',
                        r'  \1 = getelementptr i8, ptr \2, i64 \3', body))

# Filled in here because its function differs by type: every address given to sip_exchange_load.
ATTACKS[:] = [(n, s, f, e or replaced(r'@sip_exchange_(load|store)\(i64 noundef %\d+', r'@sip_exchange_\1(i64 noundef 65536'), k)
              if e is not None else (n, s, 'Ex', replaced(r'@sip_exchange_(load|store)\(i64 noundef %\d+',
                                                         r'@sip_exchange_\1(i64 noundef 65536'), k)
              for n, s, f, e, k in ATTACKS]


def edited(text, function, edit):
    """The module with one function edited: the first of that name in which the edit changes anything."""
    lines = text.split('\n')
    for start, line in enumerate(lines):
        if not line.startswith('define') or function not in line:
            continue
        end = next(i for i in range(start, len(lines)) if lines[i] == '}')
        body = '\n'.join(lines[start:end])
        after = edit(body)
        if after != body:
            changed = '\n'.join(lines[:start] + [after] + lines[end:])
            if '@sip_time_ticks' in after and '@sip_time_ticks()' not in text:
                changed = changed.replace('\ndefine ', '\ndeclare i64 @sip_time_ticks()\n\ndefine ', 1)
            return changed
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--build', required=True)
    parser.add_argument('--llvm', required=True)
    parser.add_argument('--probe')
    options = parser.parse_args()
    bench = Bench(options.build, options.llvm, options.probe)
    texts = {sip: bench.text_of(sip) for sip in sorted({entry[1] for entry in ATTACKS})}
    files, failures = [bench.assemble(text, sip) for sip, text in texts.items()], 0
    for sip, verdict in zip(texts, bench.verdicts(files)):
        if verdict != []:
            print(f'FAILED {sip} is refused as it is: {verdict}')
            failures += 1
    for name, sip, function, edit, numbers in ATTACKS:
        text = edited(texts[sip], function, edit)
        file = bench.assemble(text, sip) if text else None
        if file is None:
            print(f'FAILED {name}: the edit does not fit {sip} any more {bench.complaint if text else ""}')
            failures += 1
            continue
        verdict = bench.verdicts([file])[0]
        found = sorted({finding[0] for finding in verdict or []})
        good = any(number in found for number in numbers)
        failures += not good
        print(f'{"refused" if good else "FAILED "} {name} ({sip}): ' + ', '.join(f'BV{n:04}' for n in found))
    print(f'{len(ATTACKS)} attacks, {failures} failures')
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
