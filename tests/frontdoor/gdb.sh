#!/usr/bin/env bash
# ./bulkhead gdb, driven in batch mode: breakpoints by name in a SIP and in the kernel, each with a backtrace whose source lines are
# those of the tree, the list of processes from the kernel's own table, and errors for what cannot be. gdb.sh BULKHEAD.
set -euo pipefail
bulkhead=$1
root=$(dirname "$bulkhead")
if ! command -v gdb >/dev/null; then echo "gdb is not installed: skipped"; exit 77; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
# said TEXT: a line of the session holds it.
said() { grep -qF -- "$1" "$work/session" || { printf 'FAIL gdb did not say: %s\n' "$1"; bad=1; }; }
# source_line FILE TEXT: "NUMBER<tab>LINE" of the line that holds TEXT, as gdb shows it.
source_line() { awk -v text="$2" 'index($0, text) { print FNR "\t" $0; exit }' "$root/$1"; }

# Other SIPs may have code at that line of their main.cpp too: only window 5 is meant, bulk-client's.
stop=$(source_line processes/apps/bulk_client/main.cpp 'the exchange heap gave no block')
cat >"$work/commands" <<COMMANDS
sips
tbreak main.cpp:${stop%%$'\t'*} if \$pc >> 28 == 0x205
continue
backtrace
info source
sips
tbreak kernel::calls::channel_send
continue
backtrace
python place(3, "shell")
info symbol 0x2030001000
COMMANDS
timeout 120 "$bulkhead" gdb demo --batch "$work/commands" >"$work/session" 2>&1 </dev/null || { echo "FAIL gdb ended with status $?"; bad=1; }

said 'the kernel has made no process yet'
said 'hit Temporary breakpoint 1, sip_main ('
said "$stop"
said '#0  sip_main ('
said ' in sip_entry ('
said "Located in $(cd "$root" && pwd)/processes/apps/bulk_client/main.cpp"
said '5  bulk-client              bulk_client              running  window 0x2050000000'
said '6  shell-server             c1_server                running  window 0x2060000000'
said 'kernel::calls::channel_send ('
said 'kernel/calls/channel_send.cpp:'
said ' in hal_call_entries () at '
# From the kernel's stack back into the SIP that made the call.
awk '/in hal_call_entries/ { inside = 1 } inside && /in sip_main_entry/ { found = 1 } END { exit !found }' "$work/session" ||
  { echo 'FAIL the backtrace of a kernel call ends in the kernel'; bad=1; }
# The line that gdb shows of the kernel is the tree's, wherever in channel_send the compiler put the breakpoint.
line=$(sed -nE 's|.*kernel::calls::channel_send \(.*kernel/calls/channel_send\.cpp:([0-9]+)$|\1|p' "$work/session" | head -n 1)
said "$line"$'\t'"$(sed -n "${line:-1}p" "$root/kernel/calls/channel_send.cpp")"
said 'in section .text of '
said '/sips/shell.sip'
[[ $bad == 0 ]] || { echo '--- the session:'; cat "$work/session"; }

# refused STATUS NUMBER ARGUMENTS...
refused() {
  local status=$1 number=$2 got=0 output
  shift 2
  output=$("$bulkhead" gdb "$@" 2>&1 </dev/null) || got=$?
  [[ $got == "$status" && $output == *"$number"* ]] || { printf 'FAIL gdb %s: status %s: %s\n' "$*" "$got" "$output"; bad=1; }
}
refused 1 BB0010 nosuchsystem
refused 1 BB0031 --batch "$work/nosuchfile"
refused 1 BB0033 --attach "$work/nomachine" --batch "$work/commands"
refused 2 BB0001 --nosuchoption
refused 2 BB0001 --smp none
exit "$bad"
