#!/usr/bin/env bash
# ./bulkhead trace: of the demo system in QEMU and hosted, judged by trace_check.py against the kernel's own lines; of logs that are no
# traces, which must be refused by number. trace.sh BULKHEAD.
set -euo pipefail
bulkhead=$1
here=$(dirname "${BASH_SOURCE[0]}")
root=$(dirname "$bulkhead")
build=${BULKHEAD_BUILD:-$root/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

for how in --smp\ 2 --hosted; do
  # shellcheck disable=SC2086  # an option and its number
  "$bulkhead" trace demo -o "$work/trace.json" $how >"$work/said" 2>&1 </dev/null || { echo "FAIL trace $how: status $?"; cat "$work/said"; bad=1; continue; }
  grep -q '^bulkhead: end: verdict 0' "$work/said" || { echo "FAIL trace $how does not show the log"; bad=1; }
  python3 "$here/trace_check.py" "$build/trace-demo.log" "$work/trace.json" || bad=1
done

# A ring that has overwritten its beginning, a record that two children have one after the other, a switch that nothing closes.
cat >"$work/children.log" <<'LOG'
bulkhead: trace 1 0 1 9 9
bulkhead: trace-ring 20 events, 8 kept
bulkhead: trace-process 0 boss
bulkhead: trace-program 0 boss
bulkhead: trace-program 1 worker
bulkhead: trace-message 0 0 C1.Request
bulkhead: trace 1000 0 1 0 0
bulkhead: trace 2000 0 5 1 1
bulkhead: trace 3000 0 1 1 1
bulkhead: trace 4000 0 4 1 0
bulkhead: trace 5000 0 5 1 1
bulkhead: trace 6000 0 1 1 1
bulkhead: trace 6500 1 1 2 3
bulkhead: trace 7000 0 6 0 0
LOG
python3 "$root/scripts/debug/trace_to_json.py" "$work/children.log" -o "$work/children.json" | grep -q 'the oldest 12 were overwritten' ||
  { echo 'FAIL the overwritten events are not counted'; bad=1; }
cat >"$work/children.expected" <<'EXPECTED'
boss [0] 0.0 2.0
started before the trace [3] 5.5 0.5
worker (child) [1] 2.0 3.0
worker (child) [1] 5.0 1.0
processes 5
EXPECTED
python3 - "$work/children.json" >"$work/children.got" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))["traceEvents"]
print(*sorted(f"{r['name']} {r['ts']} {r['dur']}" for r in rows if r["ph"] == "X" and r["pid"] == 1), sep="\n")
print("processes", len({r["pid"] for r in rows if r["name"] == "process_name"}))
PYTHON
diff "$work/children.expected" "$work/children.got" || { echo 'FAIL processes or slices of the small trace'; bad=1; }

# refused STATUS NUMBER COMMAND...
refused() {
  local status=$1 number=$2 got=0 output
  shift 2
  output=$("$@" 2>&1 </dev/null) || got=$?
  [[ $got == "$status" && $output == *"$number"* ]] || { printf 'FAIL %s: status %s: %s\n' "$*" "$got" "$output"; bad=1; }
  [[ ! -e $work/none.json ]] || { echo "FAIL $number left a file"; bad=1; rm "$work/none.json"; }
}
# spoilt NUMBER SED-SCRIPT: the log of the last run, changed so, must be refused.
spoilt() {
  sed -E "$2" "$build/trace-demo.log" >"$work/spoilt.log"
  refused 1 "$1" python3 "$root/scripts/debug/trace_to_json.py" "$work/spoilt.log" -o "$work/none.json"
}
spoilt BB0041 '/trace-ring/d'
spoilt BB0042 '0,/^bulkhead: trace [0-9]/s/^bulkhead: trace [0-9]+/bulkhead: trace soon/'
spoilt BB0042 's/^bulkhead: trace-program 0 .*/bulkhead: trace-program/'
spoilt BB0042 's/^bulkhead: trace-process 0 .*/bulkhead: trace-process none/'
spoilt BB0043 's/^(bulkhead: trace [0-9]+ [0-9]+) 3 /\1 77 /'
spoilt BB0044 's/^(bulkhead: trace) [0-9]+( [0-9]+ 4 )/\1 1\2/'
spoilt BB0045 '0,/^bulkhead: trace [0-9]/{/^bulkhead: trace [0-9]/d}'
refused 1 BB0046 python3 "$root/scripts/debug/trace_to_json.py" "$work/nosuch.log" -o "$work/none.json"
refused 1 BB0040 "$bulkhead" trace demo -o "$work/nosuchfolder/none.json"
refused 1 BB0010 "$bulkhead" trace nosuchsystem -o "$work/none.json"
refused 2 BB0001 "$bulkhead" trace demo
refused 2 BB0001 "$bulkhead" trace demo -o "$work/none.json" --smp many
exit "$bad"
