#!/usr/bin/env bash
# Runs one of the ten programs on one machine and compares its checksum with that of its plain version: run.sh NAME qemu|hosted BUILD
set -euo pipefail

name=$1 machine=$2 build=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

wanted=$("$build/bin/plain_$name" | awk '/^sample / { print $3 }' | sort -u)
[[ $(wc -l <<<"$wanted") == 1 ]] || { echo "FAIL plain_$name: its rounds give different checksums"; exit 1; }
{ cat "$here/program.boot"; printf 'system: program_%s\ncount: 3  %s\n' "$name" "$wanted"; } >"$work/$name.boot"
"$here/../boot/run.sh" "$work/$name.boot" "$machine" "$build"
