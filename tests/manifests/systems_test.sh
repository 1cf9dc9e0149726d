#!/usr/bin/env bash
# Every system manifest in the tree gets past its schema: without SIPs, buildimage's only complaint is that they are missing, or, when it
# packs nothing, that there is no process manifest for a SIP. Arguments: the repository, buildimage.
set -u
cd "$1" || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
for system in manifests/systems/*.toml tests/manifests/every_key_system.toml; do
  output=$("$2" pack "$system" --sips "$work" -o "$work/x.img" 2>&1)
  case $output in *BM0401*) ;; *) echo "FAIL: $system: $output"; failures=1 ;; esac
  case $system in manifests/*) ;; *) continue ;; esac
  for sip in $(grep -oE '^sip = "[a-z0-9_]+"' "$system" | grep -oE '[a-z0-9_]+"$' | tr -d '"' | sort -u); do
    [ -e "manifests/processes/$sip.toml" ] || { echo "FAIL: $system names $sip, which has no manifest"; failures=1; }
  done
done
[ "$failures" -eq 0 ] && echo "systems_test: all passed"
exit "$failures"
