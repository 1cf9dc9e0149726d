#!/usr/bin/env bash
# Boots the demo BULKHEAD_SOAK_BOOTS (100) times in QEMU on 1 to 4 CPUs and as often hosted; every run must end with our own code, our own
# last line, and nothing leaked. soak.sh BUILD.
set -euo pipefail
build=$1 boots=${BULKHEAD_SOAK_BOOTS:-100}
tests=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
page=$(mktemp)
trap 'rm -f "$page"' EXIT
for ((i = 0; i < boots; ++i)); do
  { cat "$tests/boot/demo.boot"; printf 'smp: %s\n' $((i % 4 + 1)); } >"$page"
  "$tests/boot/run.sh" "$page" qemu "$build" >/dev/null || { echo "boot $i in QEMU failed"; exit 1; }
  "$tests/boot/run.sh" "$page" hosted "$build" >/dev/null || { echo "boot $i hosted failed"; exit 1; }
done
printf '%s boots in QEMU, %s hosted, all good\n' "$boots" "$boots"
