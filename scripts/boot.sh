#!/usr/bin/env bash
# ./bulkhead boot: build the system's image and boot it, in QEMU or hosted. A headless run is good only if the machine ended with our own
# exit code and our own last line: QEMU exits 0 on a triple fault.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly kSuccessStatus=33  # (hal::ExitCode::kSuccess << 1) | 1
readonly kLastLine='bulkhead: end: verdict 0'

system=demo headless='' hosted='' iso='' timeout='' smp=2 memory=512 disk='' disk_read_only='' print='' extra=() kernel_words=()

parse() {
  local named=''
  while [[ $# -gt 0 ]]; do
    case $1 in
      --headless) headless=1 ;;
      --hosted) hosted=1 ;;
      --iso) iso=1 ;;
      --trace) kernel_words+=(trace) ;;
      --print-command) print=1 ;;
      --disk) [[ $# -gt 1 ]] || usage_error "$1 takes a file"; disk=$2; shift ;;
      --disk-read-only) disk_read_only=1 ;;
      --timeout|--smp|--memory)
        [[ $# -gt 1 ]] || usage_error "$1 takes a number"
        [[ $2 =~ ^[1-9][0-9]*$ ]] || usage_error "$1 takes a whole number, not '$2'"
        printf -v "${1#--}" '%s' "$2"; shift ;;
      --) shift; extra=("$@"); break ;;
      -*) usage_error "boot has no option '$1'" ;;
      *) [[ -z $named ]] || usage_error "boot takes one system"; system=$1 named=1 ;;
    esac
    shift
  done
}

machine_command() {
  local image=$BUILD/images/$system.img words="${kernel_words[*]}"
  if [[ -n $hosted ]]; then
    command=("$BUILD/bin/bulkhead-hosted" "$image" --command-line "$words" --memory "$memory")
    [[ -n $disk ]] && command+=(--disk "$disk")
    [[ -n $disk_read_only ]] && command+=(--disk-read-only)
    [[ -n $timeout ]] && command=(timeout --foreground "$timeout" "${command[@]}")
  else
    command=("$ROOT/buildimage/launch/qemu.sh" "$BUILD/kernel.elf" "$image" --smp "$smp" --memory "$memory" --command-line "$words")
    [[ -n $headless ]] && command+=(--headless)
    [[ -n $timeout ]] && command+=(--timeout "$timeout")
    [[ -n $print ]] && command+=(--print-command)
    if [[ -n $iso ]]; then
      "$ROOT/buildimage/launch/make_iso.sh" "$BUILD/kernel.elf" "$image" "$words" "$BUILD/images/$system.iso" >&2
      command+=(--iso "$BUILD/images/$system.iso")
    fi
    [[ ${#extra[@]} -gt 0 ]] && command+=(-- "${extra[@]}")
  fi
  return 0
}

# Runs the machine, shows its console, and judges it by exit status and last line.
run_headless() {
  local status=0
  log=$(mktemp)  # not local: the trap runs after this function
  trap 'rm -f "$log"' EXIT
  printf '%s\n' "+ ${command[*]}" >&2
  "${command[@]}" </dev/null | tee "$log" || status=${PIPESTATUS[0]}
  local last; last=$(tr -d '\r' <"$log" | sed '/^$/d' | tail -n 1)
  if [[ $status == "$kSuccessStatus" && $last == "$kLastLine" ]]; then return 0; fi
  case $status in
    35) fail BB0011 "the system ended with a bad verdict" "read its last lines above" ;;
    37) fail BB0012 "the kernel refused the image" "./bulkhead verify build/images/$system.img says why" ;;
    39) fail BB0013 "the kernel itself faulted" "this is a bug in kernel/ or hal/: please report the log above" ;;
    41) fail BB0014 "the system ended, but something leaked" "see the leak check above" ;;
    124) fail BB0015 "no end after ${timeout} s" "give it longer with --timeout" ;;
    *) fail BB0016 "the machine ended with status $status and last line '$last'" "a triple fault or a broken launch; look at the log above" ;;
  esac
}

parse "$@"
check_system "$system"
[[ -z $disk_read_only || -n $disk ]] || usage_error "--disk-read-only needs --disk FILE"
if [[ -n $hosted ]]; then
  [[ -z $iso && -z $print ]] || usage_error "--hosted takes neither --iso nor --print-command"
  ensure_built "image_$system" bulkhead-hosted
else
  [[ -z $disk && -z $disk_read_only ]] || usage_error "a disk needs --hosted"
  ensure_built "image_$system" kernel_elf
fi
[[ -n $headless ]] && kernel_words+=(headless) && timeout=${timeout:-60}
machine_command
if [[ -n $print ]]; then exec "${command[@]}"; fi
if [[ -n $headless ]]; then run_headless; else
  status=0
  printf '%s\n' "+ ${command[*]}" >&2
  "${command[@]}" || status=$?
  [[ $status == "$kSuccessStatus" || $status == 0 ]] || exit 1
fi
