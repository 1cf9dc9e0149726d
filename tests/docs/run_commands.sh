#!/usr/bin/env bash
# Runs the commands that a page shows: run_commands.sh PAGE. A command is a line indented by four blanks that begins with a tool of ours, or
# with one of the few shell words that the pages use. All run in one shell, from the root of the tree, and each must succeed.
set -euo pipefail
page=$1
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
commands=$(sed -nE 's/^    ((export|mkdir|readelf|contractc|sipc|buildimage|sipverify|bulkhead-hosted|\.\/bulkhead) .*)$/\1/p' "$page")
[[ -n $commands ]] || { echo "FAIL: $page shows no command"; exit 1; }
bash -euo pipefail -x -c "$commands" </dev/null
printf '%s: %s commands ran\n' "$page" "$(wc -l <<<"$commands")"
