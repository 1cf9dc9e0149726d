#!/usr/bin/env bash
# Runs a kernel and its system image in QEMU and returns QEMU's status as it is: 33 is success, a triple fault is 0 (hal/include/hal/boot.hpp,
# ExitCode). Always the emulator's own CPU (-accel tcg), so that a run is the same with and without KVM. Used by ./bulkhead boot and the tests.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: qemu.sh KERNEL IMAGE [--headless] [--smp N] [--memory MIB] [--timeout SECONDS] [--iso ISO]
               [--command-line STRING] [--print-command] [-- QEMU ARGUMENTS]

  --headless            console output only; nothing is read from the terminal
  --smp N               CPUs (2)
  --memory MIB          memory (512)
  --timeout SECONDS     give up then, with status 124
  --iso ISO             boot this disc by GRUB instead (make_iso.sh); KERNEL, IMAGE and the command line are those on the disc
  --command-line STRING words for the kernel
  --print-command       print the command instead of running it
IMAGE may be - for none.

example: qemu.sh build/kernel.elf build/images/demo.img --headless --timeout 60 --command-line headless

status: QEMU's own; 2 for wrong usage; 1 for a missing file; 124 when the time is over
TEXT
}

usage_error() { printf 'qemu.sh: [BQ0001] %s (see qemu.sh --help)\n' "$1" >&2; exit 2; }
need_number() { [[ $2 =~ ^[1-9][0-9]*$ ]] || usage_error "$1 takes a whole number, not '$2'"; }
need_file() {
  [[ -f $1 && -r $1 ]] && return
  printf "qemu.sh: [BQ0002] %s: no such file; build it first: ./bulkhead build\n" "$1" >&2
  exit 1
}

kernel='' image='' headless='' smp=2 memory=512 timeout='' iso='' words='' print='' extra=()

parse() {
  while [[ $# -gt 0 ]]; do
    case $1 in
      --help) usage; exit 0 ;;
      --headless) headless=1 ;;
      --print-command) print=1 ;;
      --smp|--memory|--timeout)
        [[ $# -gt 1 ]] || usage_error "$1 takes a number"
        need_number "$1" "$2"; printf -v "${1#--}" '%s' "$2"; shift ;;
      --iso) [[ $# -gt 1 ]] || usage_error "--iso takes a file"; iso=$2; shift ;;
      --command-line) [[ $# -gt 1 ]] || usage_error "--command-line takes a text"; words=$2; shift ;;
      --) shift; extra=("$@"); break ;;
      --*) usage_error "there is no option '$1'" ;;
      *)
        if [[ -z $kernel ]]; then kernel=$1
        elif [[ -z $image ]]; then image=$1
        else usage_error "'$1' is one argument too many"; fi ;;
    esac
    shift
  done
  [[ -n $kernel && -n $image ]] || usage_error "KERNEL and IMAGE are needed"
}

# With more CPUs than the host has, one thread of QEMU takes turns for all of them: of several, those that spin for a lock would keep the host from running the
# one that holds it.
accelerator() {
  if [[ $smp -gt $(nproc) ]]; then echo tcg,thread=single; else echo tcg; fi
}

make_command() {
  command=(qemu-system-x86_64 -accel "$(accelerator)" -machine q35 -cpu max -smp "$smp" -m "$memory"
           -display none -no-reboot -device 'isa-debug-exit,iobase=0xf4,iosize=4')
  if [[ -n $headless ]]; then
    # stdio, but never our stdin: a byte typed ahead must not reach a run that is meant to be the same each time
    command+=(-chardev 'stdio,id=console,signal=on' -serial chardev:console)
  else
    command+=(-serial stdio)
  fi
  if [[ -n $iso ]]; then
    need_file "$iso"
    command+=(-boot d -cdrom "$iso")
  else
    need_file "$kernel"
    command+=(-kernel "$kernel")
    if [[ $image != - ]]; then need_file "$image"; command+=(-initrd "$image"); fi
    if [[ -n $words ]]; then command+=(-append "$words"); fi
  fi
  command+=("${extra[@]}")
  if [[ -n $timeout ]]; then command=(timeout --foreground "$timeout" "${command[@]}"); fi
}

parse "$@"
make_command
if [[ -n $print ]]; then
  printf '%q ' "${command[@]}"; printf '\n'
elif [[ -n $headless ]]; then
  exec "${command[@]}" </dev/null
else
  exec "${command[@]}"
fi
