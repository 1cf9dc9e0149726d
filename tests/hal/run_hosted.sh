#!/usr/bin/env bash
# Runs one scenario of the test kernel over the hosted HAL, with a disk of 2048 sectors of zeros; its exit status must be 33.
# usage: run_hosted.sh PROGRAM IMAGE SCENARIO CPUS
set -uo pipefail

disk=$(mktemp)
trap 'rm -f "$disk"' EXIT
truncate -s 1M "$disk"
status=0
timeout 50 "$1" "$2" --command-line "$3" --cpus "$4" --disk "$disk" </dev/null || status=$?
[[ $status == 33 ]] || { echo "FAILED: status $status, wanted 33" >&2; exit 1; }
