#!/usr/bin/env bash
# qemu.sh and make_iso.sh on wrong usage and missing files: numbered message, status, nothing left behind; and what they would run.
# usage: launch_test.sh LAUNCH_FOLDER KERNEL IMAGE
set -uo pipefail

launch=$1 kernel=$2 image=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0

# expect STATUS TEXT COMMAND…: the command ends with STATUS and says TEXT
expect() {
  local wanted=$1 text=$2 output status=0
  shift 2
  output=$("$@" 2>&1 </dev/null) || status=$?
  if [[ $status != "$wanted" || $output != *"$text"* ]]; then
    printf 'FAILED: %s\n  status %s (wanted %s), output: %s\n' "$*" "$status" "$wanted" "$output"
    failures=$((failures + 1))
  fi
}

expect 0 'usage: qemu.sh' "$launch/qemu.sh" --help
expect 2 '[BQ0001] KERNEL and IMAGE are needed' "$launch/qemu.sh" "$kernel"
expect 2 "[BQ0001] there is no option '--fast'" "$launch/qemu.sh" "$kernel" "$image" --fast
expect 2 "[BQ0001] --smp takes a whole number, not '-1'" "$launch/qemu.sh" "$kernel" "$image" --smp -1
expect 2 '[BQ0001] --timeout takes a number' "$launch/qemu.sh" "$kernel" "$image" --timeout
expect 2 "[BQ0001] 'x' is one argument too many" "$launch/qemu.sh" "$kernel" "$image" x
expect 1 "[BQ0002] $folder/none: no such file" "$launch/qemu.sh" "$folder/none" "$image"
expect 1 "[BQ0002] $folder/none: no such file" "$launch/qemu.sh" "$kernel" "$folder/none"
expect 1 "[BQ0002] $folder/none: no such file" "$launch/qemu.sh" "$kernel" "$image" --iso "$folder/none"
expect 0 '-accel tcg -machine q35 -cpu max -smp 1 -m 96 ' "$launch/qemu.sh" "$kernel" "$image" --smp 1 --memory 96 --print-command
expect 0 '-accel tcg\,thread=single ' "$launch/qemu.sh" "$kernel" "$image" --smp "$(($(nproc) + 1))" --print-command
expect 0 '-append two\ words ' "$launch/qemu.sh" "$kernel" "$image" --command-line 'two words' --print-command
expect 0 '-S -s ' "$launch/qemu.sh" "$kernel" "$image" --print-command -- -S -s
# A guest that never ends: QEMU waits for a debugger (-S).
expect 124 '' "$launch/qemu.sh" "$kernel" "$image" --headless --timeout 1 --command-line facts -- -S

expect 2 '[BQ0001] four arguments' "$launch/make_iso.sh" "$kernel" "$image"
# shellcheck disable=SC2016
expect 2 '[BQ0003] ' "$launch/make_iso.sh" "$kernel" "$image" 'a $b' "$folder/out.iso"
expect 1 '[BQ0002] ' "$launch/make_iso.sh" "$folder/none" "$image" words "$folder/out.iso"
expect 1 '' "$launch/make_iso.sh" "$kernel" "$image" words "$folder/no-such-folder/out.iso"
[[ ! -e $folder/out.iso ]] || { echo 'FAILED: a refused disc left a file'; failures=$((failures + 1)); }

[[ $failures == 0 ]] && echo 'all launch checks passed'
exit "$((failures != 0))"
