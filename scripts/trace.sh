#!/usr/bin/env bash
# ./bulkhead trace: boots a system headless with the kernel's trace ring on, and turns what it prints at its end into a file for Perfetto
# (scripts/debug/trace_to_json.py). A system with a bad verdict is traced as well; the exit status is then the boot's.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

system=demo output='' options=()

parse() {
  local named=''
  while [[ $# -gt 0 ]]; do
    case $1 in
      -o|--output) [[ $# -gt 1 ]] || usage_error "$1 takes a file"; output=$2; shift ;;
      --hosted) options+=("$1") ;;
      --timeout|--smp|--memory) [[ $# -gt 1 ]] || usage_error "$1 takes a number"; options+=("$1" "$2"); shift ;;
      -*) usage_error "trace has no option '$1'" ;;
      *) [[ -z $named ]] || usage_error "trace takes one system"; system=$1 named=1 ;;
    esac
    shift
  done
  [[ -n $output ]] || usage_error "trace needs a file to write: -o FILE.json"
  [[ -d $(dirname "$output") ]] || fail BB0040 "there is no folder '$(dirname "$output")' for the trace" "make it, or name another file with -o"
}

parse "$@"
check_system "$system"
mkdir -p "$BUILD"
log=$BUILD/trace-$system.log status=0
"$ROOT/scripts/boot.sh" "$system" --headless --trace "${options[@]}" >"$log" || status=$?
grep -v '^bulkhead: trace' "$log" || true
if [[ $status == 2 ]]; then exit 2; fi
python3 "$ROOT/scripts/debug/trace_to_json.py" "$log" -o "$output" || status=1
exit "$status"
