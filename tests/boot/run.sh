#!/usr/bin/env bash
# Runs one boot test on one machine: run.sh TEST.boot qemu|iso|hosted BUILD. A test is one page of `key: value` lines:
#   system: NAME         image build/images/NAME.img        machines: qemu hosted iso
#   words: …             further words for the kernel's command line (headless is always given)
#   status: N            exit status the machine must end with (33 = good verdict)
#   timeout: S           the longest it may take; smp: N, memory: M as ./bulkhead boot takes them
#   disk: SIZE [read-only]  a disk of that many zeros, hosted only
#   disk-holds: TEXT     this text must be on the disk afterwards
#   expect: TEXT         this text must be in the log     then: TEXT   … and after the line found before
#   count: N TEXT        this text must be in exactly N lines
#   absent: TEXT         this text must not be in the log
#   last: TEXT           the last line
set -euo pipefail

test=$1 machine=$2 build=$3
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
value() { sed -nE "s/^$1: *(.*)$/\1/p" "$test" | head -n 1; }

system=$(value system) words="headless $(value words)" limit=$(value timeout) memory=$(value memory) smp=$(value smp)
status=$(value status) last=$(value last) disk=$(value disk)
image=$build/images/$system.img
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT
disk_options=()
if [[ -n $disk ]]; then
  truncate -s "${disk%% *}" "$log/disk"
  disk_options=(--disk "$log/disk")
  [[ $disk != *' read-only' ]] || disk_options+=(--disk-read-only)
fi

case $machine in
  hosted) command=(timeout "${limit:-30}" "$build/bin/bulkhead-hosted" "$image" --command-line "$words" --memory "${memory:-256}" "${disk_options[@]}") ;;
  qemu) command=("$root/buildimage/launch/qemu.sh" "$build/kernel.elf" "$image" --headless --timeout "${limit:-30}" --smp "${smp:-2}" --memory "${memory:-256}" --command-line "$words") ;;
  iso)
    "$root/buildimage/launch/make_iso.sh" "$build/kernel.elf" "$image" "$words" "$log/test.iso" >/dev/null
    command=("$root/buildimage/launch/qemu.sh" "$build/kernel.elf" "$image" --headless --timeout "${limit:-30}" --memory "${memory:-256}" --iso "$log/test.iso") ;;
  *) echo "run.sh: no machine '$machine'" >&2; exit 2 ;;
esac

got=0
"${command[@]}" </dev/null >"$log/raw" 2>&1 || got=$?
tr -d '\r' <"$log/raw" >"$log/text"

bad=0
complain() { printf 'FAIL %s on %s: %s\n' "$(basename "$test")" "$machine" "$1"; bad=1; }
[[ $got == "${status:-33}" ]] || complain "exit status $got, wanted ${status:-33}"
from=0
while IFS= read -r line; do
  key=${line%%:*} text=${line#*: }
  case $key in
    expect)
      at=$(grep -nF -- "$text" "$log/text" | head -n 1 | cut -d: -f1) || true
      if [[ -n $at ]]; then from=$at; else complain "no line with '$text'"; fi ;;
    then)
      at=$(tail -n +"$((from + 1))" "$log/text" | grep -nF -- "$text" | head -n 1 | cut -d: -f1) || true
      if [[ -n $at ]]; then from=$((from + at)); else complain "no line with '$text' after line $from"; fi ;;
    count)
      found=$(grep -cF -- "${text#* }" "$log/text") || true
      [[ $found == "${text%% *}" ]] || complain "$found lines with '${text#* }', wanted ${text%% *}" ;;
    disk-holds) grep -qaF -- "$text" "$log/disk" || complain "no '$text' on the disk" ;;
    absent) if grep -qF -- "$text" "$log/text"; then complain "a line with '$text'"; fi ;;
  esac
done <"$test"
if [[ -n $last ]]; then
  end=$(sed '/^$/d' "$log/text" | tail -n 1)
  [[ $end == "$last" ]] || complain "last line '$end', wanted '$last'"
fi
if [[ $bad == 1 ]]; then printf -- '--- log\n'; cat "$log/text"; exit 1; fi
printf 'ok %s on %s\n' "$(basename "$test")" "$machine"
