#!/usr/bin/env bash
# The reviewed outputs of contractc's tools. golden.sh CONTRACTC compares them with what it prints now; golden.sh CONTRACTC --update writes
# them anew: read the difference before committing it.
set -euo pipefail
contractc=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/golden"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$contractc" graph --format dot library.contract -o "$work"
"$contractc" graph --format mermaid library.contract -o "$work"
"$contractc" graph --format svg library.contract -o "$work"
"$contractc" doc --format markdown library.contract -o "$work"
"$contractc" doc --format html library.contract -o "$work"
"$contractc" promela library.contract -o "$work"
"$contractc" mock ../../../../contracts/system/c1.contract -o "$work"
"$contractc" ir library.contract -o "$work"
"$contractc" check --report library.contract >"$work/report.txt"
"$contractc" fmt - <unformatted.contract >"$work/formatted.contract"
"$contractc" diff library.contract library-2.contract >"$work/diff.txt" && { echo "FAIL: the golden diff is breaking"; exit 1; }
"$contractc" diff --format json library.contract library-2.contract >"$work/diff.json" && exit 1

if [[ ${2:-} == --update ]]; then
  cp "$work"/* .
  exit
fi
status=0
for made in "$work"/*; do
  diff -u "$(basename "$made")" "$made" || status=1
done
[[ $status -eq 0 ]] || echo "FAIL: outputs differ from the reviewed ones; if that is wanted: tests/contracts/tools/golden.sh CONTRACTC --update"
exit "$status"
