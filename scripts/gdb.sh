#!/usr/bin/env bash
# ./bulkhead gdb: a system in QEMU under gdb, stopped before its first instruction, with symbols of the kernel and of every SIP at its
# window (scripts/debug/sips_in_gdb.py). The machine's console goes to a file, so that it does not mix with gdb's.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

system=demo smp=2 memory=512 batch='' attach='' extra=()

parse() {
  local named=''
  while [[ $# -gt 0 ]]; do
    case $1 in
      --smp|--memory)
        [[ $# -gt 1 ]] || usage_error "$1 takes a number"
        [[ $2 =~ ^[1-9][0-9]*$ ]] || usage_error "$1 takes a whole number, not '$2'"
        printf -v "${1#--}" '%s' "$2"; shift ;;
      --batch)
        [[ $# -gt 1 ]] || usage_error "--batch takes a file of gdb commands"
        [[ -f $2 ]] || fail BB0031 "there is no file '$2' of gdb commands" "write one command a line, as gdb takes them"
        batch=$2; shift ;;
      --attach) [[ $# -gt 1 ]] || usage_error "--attach takes what gdb's 'target remote' takes, such as :1234"; attach=$2; shift ;;
      --) shift; extra=("$@"); break ;;
      -*) usage_error "gdb has no option '$1'" ;;
      *) [[ -z $named ]] || usage_error "gdb takes one system"; system=$1 named=1 ;;
    esac
    shift
  done
}

# QEMU in a session of its own: Ctrl-C in gdb stops the machine, it does not end QEMU.
start_machine() {
  local log=$BUILD/gdb-$system.log
  folder=$(mktemp -d)
  attach=$folder/machine
  setsid "$ROOT/buildimage/launch/qemu.sh" "$BUILD/kernel.elf" "$BUILD/images/$system.img" --headless --smp "$smp" --memory "$memory" \
    --command-line headless -- -S -chardev "socket,path=$attach,server=on,wait=off,id=gdb" -gdb chardev:gdb >"$log" 2>&1 </dev/null &
  machine=$!
  trap 'kill "$machine" 2>/dev/null || true; wait "$machine" 2>/dev/null || true; rm -rf "$folder"' EXIT
  for ((i = 0; i < 100; i++)); do
    [[ -S $attach ]] && break
    kill -0 "$machine" 2>/dev/null || fail BB0032 "QEMU ended before gdb could attach: $(tail -n 1 "$log")" "./bulkhead boot $system --headless shows whether it boots at all"
    sleep 0.1
  done
  say "the machine's console is $log"
}

parse "$@"
check_system "$system"
command -v gdb >/dev/null || fail BB0030 "gdb is not installed" "apt-get install gdb (optional, so ./bulkhead does not install it by itself)"
ensure_built "image_$system" kernel_elf
[[ -n $attach ]] || start_machine
export BULKHEAD_ROOT=$ROOT BULKHEAD_BUILD=$BUILD BULKHEAD_SYSTEM=$system BULKHEAD_TARGET=$attach
command=(gdb -q)
[[ -n $batch ]] && command+=(-nx -batch)
command+=(-x "$ROOT/scripts/debug/sips_in_gdb.py")
[[ -n $batch ]] && command+=(-x "$batch")
run "${command[@]}" "${extra[@]}"
