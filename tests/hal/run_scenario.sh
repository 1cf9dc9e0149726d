#!/usr/bin/env bash
# Boots the test kernel for one scenario and judges the run: exit status, and lines that the console must show.
#
# usage: run_scenario.sh LAUNCH_FOLDER KERNEL IMAGE SCENARIO STATUS [--via-iso] [--type TEXT] [--expect LINE]… [-- LAUNCHER OPTIONS]
#   --via-iso      by GRUB from a disc instead of PVH
#   --type TEXT    typed, with a line feed, once the console shows "test: ready"
#   --expect LINE  a whole line that must be there
set -euo pipefail

launch=$1 kernel=$2 image=$3 scenario=$4 status_wanted=$5
shift 5
via_iso='' typed='' expected=() options=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --via-iso) via_iso=1 ;;
    --type) typed=$2; shift ;;
    --expect) expected+=("$2"); shift ;;
    --) shift; options=("$@"); break ;;
    *) echo "run_scenario.sh: what is '$1'?" >&2; exit 2 ;;
  esac
  shift
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
log=$folder/log
command=("$launch/qemu.sh" "$kernel" "$image" --timeout 20 --command-line "$scenario")
if [[ -n $via_iso ]]; then
  "$launch/make_iso.sh" "$kernel" "$image" "$scenario" "$folder/boot.iso"
  command+=(--iso "$folder/boot.iso")
fi

# Types once the guest is ready: what comes before it has set up its serial port is lost, as on a real one.
type_when_ready() {
  for ((i = 0; i < 200; ++i)); do
    if grep -q 'test: ready' "$log" 2>/dev/null; then printf '%s\n' "$typed"; return; fi
    sleep 0.05
  done
}

status=0
if [[ -n $typed ]]; then
  mkfifo "$folder/keys"
  type_when_ready >"$folder/keys" &
  typist=$!
  "${command[@]}" "${options[@]}" <"$folder/keys" >"$log" 2>&1 || status=$?
  kill "$typist" 2>/dev/null || true
else
  "${command[@]}" --headless "${options[@]}" >"$log" 2>&1 || status=$?
fi

tr -d '\r' <"$log" >"$folder/lines"
cat "$folder/lines"
if [[ $status != "$status_wanted" ]]; then echo "FAILED: status $status, wanted $status_wanted" >&2; exit 1; fi
for line in "${expected[@]}"; do
  grep -qxF -- "$line" "$folder/lines" || { echo "FAILED: no line '$line'" >&2; exit 1; }
done
