#!/usr/bin/env bash
# The tools as a user meets them: exit codes, numbered errors that name the file, no partial output, determinism, waivers.
# Arguments: folder of the tools, folder of the fixture's build, folder of the fixture's sources.
set -u
tools=$1 built=$2 source=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() { echo "FAIL: $*"; failures=$((failures + 1)); }

# expect CODE TEXT COMMAND…: the exit code, and that the output holds TEXT.
expect() {
  local code=$1 text=$2 output status
  shift 2
  output=$("$@" 2>&1 </dev/null)
  status=$?
  [ "$status" -eq "$code" ] || fail "$* gave $status, not $code: $output"
  case $output in *"$text"*) ;; *) fail "$* did not say '$text' but: $output" ;; esac
}

nothing_in() {
  [ -z "$(ls -A "$1")" ] || fail "$1 holds $(ls -A "$1")"
}

pack() { "$tools/buildimage" pack "$source/fixture.toml" --sips "$built/sips" -o "$1"; }

keys() {
  expect 0 "" "$tools/buildimage" keygen -o "$work/keys" --development
  expect 1 "BI0501" "$tools/buildimage" keygen -o "$work/keys" --development
  [ "$(stat -c %a "$work/keys/dev.private")" = 600 ] || fail "the private key is readable by others"
  grep -qxE '[0-9a-f]{64}' "$work/keys/dev.private" || fail "the private key is not 64 digits"
  grep -qxE '04[0-9a-f]{128}' "$work/keys/dev.public" || fail "the public key is not 130 digits"
}

certify_and_check() {
  pack "$work/a.img" && pack "$work/b.img"
  cmp "$work/a.img" "$work/b.img" || fail "packing twice gave different bytes"
  expect 0 "PASS machine: 2 programs" "$tools/sipverify" certify "$work/a.img" --key "$work/keys/dev.private" --development -o "$work/c.img"
  "$tools/sipverify" certify "$work/b.img" --key "$work/keys/dev.private" --development >/dev/null
  cmp "$work/b.img" "$work/c.img" || fail "certifying twice gave different bytes"
  expect 0 "PASS certificate" "$tools/sipverify" check "$work/c.img" --public-key "$work/keys/dev.public"
  expect 0 '"passed": true' "$tools/sipverify" check "$work/c.img" --public-key "$work/keys/dev.public" --format=json
  expect 1 "BV0140" "$tools/sipverify" check "$work/a.img"
  expect 0 "read-only data" "$tools/buildimage" list "$work/c.img"
}

reports() {
  local check=("$tools/sipverify" check "$work/c.img" --public-key "$work/keys/dev.public")
  "${check[@]}" --format=sarif > "$work/report.sarif"
  python3 -c 'import json,sys; log = json.load(open(sys.argv[1])); assert log["version"] == "2.1.0" and log["runs"][0]["results"] == []' "$work/report.sarif" || fail "SARIF of a good image"
  "$tools/sipverify" check "$work/a.img" --format=sarif > "$work/bad.sarif" && fail "an image without certificate passed"
  python3 -c 'import json,sys; run = json.load(open(sys.argv[1]))["runs"][0]; assert [r["ruleId"] for r in run["results"]] == ["BV0140"] == [r["id"] for r in run["tool"]["driver"]["rules"]]' "$work/bad.sarif" || fail "SARIF of a bad image"
  expect 0 '<td class="PASS">PASS</td>' "${check[@]}" --format=html
  expect 1 '<td class="FAIL">BV0140</td>' "$tools/sipverify" check "$work/a.img" --format=html
  expect 0 '"client" -> "server-a" [label="C1"]' "$tools/sipverify" graph "$work/c.img" --format dot
  expect 0 'flowchart LR' "$tools/sipverify" graph "$work/c.img" --format mermaid
  expect 1 "BV0001" "$tools/sipverify" graph "$work/missing"
}

growth() {  # `diff` tells more authority from less, and gives 1 for more only
  mkdir -p "$work/more"
  cp "$built"/sips/*.sip "$work/more/"
  sed 's/"diagnosis"\]/"diagnosis", "time"]/; s/^memory = .*/memory = "512 KiB"/' "$source/fixture_client.toml" > "$work/client.toml"
  llvm-objcopy-19 --update-section .sip.manifest="$work/client.toml" "$work/more/fixture_client.sip" || fail objcopy
  "$tools/buildimage" pack "$source/fixture.toml" --sips "$work/more" -o "$work/more.img" || fail "packing the larger manifest"
  expect 0 "0 grew, 0 shrank" "$tools/sipverify" diff "$work/a.img" "$work/c.img"
  expect 1 "GREW fixture_client: calls +time" "$tools/sipverify" diff "$work/c.img" "$work/more.img"
  expect 1 "-> 512 KiB" "$tools/sipverify" diff "$work/c.img" "$work/more.img"
  expect 0 "SHRANK fixture_client: calls -time" "$tools/sipverify" diff "$work/more.img" "$work/c.img"
  expect 1 "BV01" "$tools/sipverify" diff "$work/c.img" "$source/fixture.toml"
}

waivers() {
  sed 's/"test_hooks": false/"test_hooks": true/' "$source/evidence.json" > "$work/evidence.json"
  mkdir -p "$work/hooks"
  cp "$built"/sips/*.sip "$work/hooks/"
  llvm-objcopy-19 --update-section .sip.evidence="$work/evidence.json" "$work/hooks/fixture_server.sip" || fail objcopy
  "$tools/buildimage" pack "$source/fixture.toml" --sips "$work/hooks" -o "$work/hooks.img"
  cp "$work/hooks.img" "$work/before.img"
  expect 1 "BV0209" "$tools/sipverify" certify "$work/hooks.img" --key "$work/keys/dev.private" --development
  cmp "$work/hooks.img" "$work/before.img" || fail "a refused image was changed"
  expect 0 "WAIVED system" "$tools/sipverify" certify "$work/hooks.img" --key "$work/keys/dev.private" --development --waive BV0209,BV0308
  [ "$(od -An -tu4 -j$((4096 + 12)) -N4 "$work/hooks.img" | tr -d ' ')" = 3 ] || fail "the certificate has no waiver flag"
  [ "$(od -An -tu2 -j$((4096 + 120)) -N4 "$work/hooks.img" | tr -s ' ')" = " 209 0" ] || fail "only the waiver that was needed is recorded"
  expect 0 "WAIVED" "$tools/sipverify" check "$work/hooks.img" --public-key "$work/keys/dev.public"
  expect 2 "" "$tools/sipverify" certify "$work/hooks.img" --key "$work/keys/dev.private" --waive BV0106
}

hostile_for_verifier() {  # BV0001 … BV0006
  local files="$work/hostile" file size
  mkdir -p "$files/folder" "$work/out"
  : > "$files/empty"
  head -c 300000 /dev/urandom > "$files/binary"
  for size in 1 8 100 4096 8192 12288 20000 70000; do head -c "$size" "$work/c.img" > "$files/cut$size"; done
  truncate -s 1100M "$files/huge"
  expect 1 "BV0001" "$tools/sipverify" check "$files/missing"
  expect 1 "BV0002" "$tools/sipverify" check "$files/folder"
  expect 1 "BV0002" "$tools/sipverify" check /dev/null
  expect 1 "BV0003" "$tools/sipverify" check "$files/huge"
  for file in "$files"/empty "$files"/binary "$files"/cut*; do
    expect 1 "[BV01" "$tools/sipverify" check "$file"
    expect 1 "[BV01" "$tools/sipverify" certify "$file" --key "$work/keys/dev.private" -o "$work/out/x.img"
  done
  expect 1 "BV0004" "$tools/sipverify" certify "$work/a.img" --key "$work/keys/dev.private" -o "$work/nowhere/x.img"
  expect 1 "BV0005" "$tools/sipverify" certify "$work/a.img" --key "$files/cut100" -o "$work/out/x.img"
  expect 1 "BV0005" "$tools/sipverify" certify "$work/a.img" --key "$work/keys/dev.public" -o "$work/out/x.img"
  expect 1 "BV0007" "$tools/sipverify" suggest "$files/cut100"
  expect 1 "BV0006" "$tools/sipverify" check "$work/c.img" --public-key "$work/keys/dev.private"
  nothing_in "$work/out"
}

usage() {
  expect 2 "" "$tools/sipverify"
  expect 2 "" "$tools/sipverify" check
  expect 2 "" "$tools/sipverify" check x --no-such-option
  expect 2 "" "$tools/buildimage" pack
  expect 0 "Example" "$tools/sipverify" --help
  expect 0 "Example" "$tools/buildimage" --help
  expect 0 "sipverify " "$tools/sipverify" --version
  expect 0 "buildimage " "$tools/buildimage" --version
  expect 0 "not on the allow-list" "$tools/sipverify" explain BV0302
  expect 1 "explain all" "$tools/sipverify" explain BV9999
}

keys
certify_and_check
reports
growth
waivers
hostile_for_verifier
usage
[ "$failures" -eq 0 ] && echo "command_test: all passed"
exit $((failures != 0))
