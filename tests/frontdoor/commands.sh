#!/usr/bin/env bash
# What ./bulkhead returns and says. Booting is in tests/boot; here it is the judgement of a boot, usage errors, and the small commands.
set -euo pipefail
bulkhead=$1
bad=0
# wants STATUS TEXT ARGUMENTS...: the command must end so and print the text somewhere.
wants() {
  local status=$1 text=$2 got=0 output
  shift 2
  output=$("$bulkhead" "$@" 2>&1 </dev/null) || got=$?
  if [[ $got != "$status" || $output != *"$text"* ]]; then
    printf 'FAIL bulkhead %s: status %s, wanted %s and "%s":\n%s\n' "$*" "$got" "$status" "$text" "$output"
    bad=1
  fi
}

wants 0 'bulkhead: end: verdict 0' boot --headless
wants 0 'bulkhead: end: verdict 0' boot --headless --hosted
wants 0 'bulkhead: end: verdict 0' boot demo --headless --iso --smp 1 --memory 128
wants 0 'qemu-system-x86_64 -accel tcg' boot --print-command
wants 1 'BB0015' boot --timeout 1 --headless -- -S
wants 1 'BB0010' boot nosuchsystem
wants 2 'BB0001' boot --nosuchoption
wants 2 'BB0001' boot --smp many
wants 2 'BB0001' nosuchcommand
wants 2 'usage:'
wants 0 'PASS machine' verify
wants 1 'BV01' verify "$bulkhead"
wants 0 'kernel + hal/x86_64' sizes
wants 0 'Debian' doctor
wants 0 'example:' --help
wants 0 'bulkhead 0.' --version
exit "$bad"
