#!/usr/bin/env bash
# Files that are no disk, and disks that go away while the system runs (disk_watch reads until it fails). usage: disk_files.sh BUILD
set -euo pipefail
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { printf 'FAIL: %s\n' "$1"; [[ -z ${2:-} ]] || cat "$2"; exit 1; }

# refuses WHY OPTION…: the machine does not start, with BH0003 and the reason.
refuses() {
  local why=$1 got=0; shift
  timeout 20 "$build/bin/bulkhead-hosted" "$build/images/disk.img" "$@" </dev/null >"$work/log" 2>&1 || got=$?
  [[ $got == 1 ]] || fail "status $got with $*, wanted 1" "$work/log"
  grep -q "error BH0003: .*$why" "$work/log" || fail "no BH0003 with '$why'" "$work/log"
}

# loses ERROR COMMAND…: the disk works, COMMAND is done to it, and the next read fails with that error of BlockError.
loses() {
  local error=$1 got=0; shift
  truncate -s 64K "$work/disk"
  timeout 30 "$build/bin/bulkhead-hosted" "$build/images/disk_watch.img" --command-line headless --disk "$work/disk" </dev/null >"$work/log" 2>&1 &
  local machine=$!
  for ((i = 0; i < 500; ++i)); do
    if grep -q 'the first read: error 0' "$work/log"; then break; fi
    sleep 0.05
  done
  "$@"
  wait "$machine" || got=$?
  [[ $got == 33 ]] || fail "status $got after $*, wanted 33" "$work/log"
  grep -q 'the first read: error 0' "$work/log" || fail "the disk never worked" "$work/log"
  grep -q "the last read: error $error" "$work/log" || fail "no 'error $error' after $*" "$work/log"
  rm -f "$work/disk"
}

truncate -s 1000 "$work/short"
: >"$work/empty"
truncate -s 64K "$work/held"
mkfifo "$work/pipe"
refuses 'cannot be opened: No such file' --disk "$work/missing"
refuses 'Is a directory' --disk "$work"
refuses 'is not a regular file' --disk "$work/pipe"
refuses 'has 0 bytes' --disk "$work/empty"
refuses 'no whole number of sectors' --disk "$work/short"
exec 9<"$work/held"
flock 9
refuses 'in use by another machine' --disk "$work/held"
exec 9<&-

readonly kMediumFailed=4 kRemoved=6
loses $kMediumFailed truncate -s 0 "$work/disk"
loses $kRemoved rm "$work/disk"
printf 'ok\n'
