#!/usr/bin/env bash
# buildimage as a user meets it: hostile manifests and SIPs give a numbered error that names file and place, and leave no output behind.
# Arguments: the tool, folder of the fixture's build, folder of the fixture's sources.
set -u
tool=$1 built=$2 source=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
fail() { echo "FAIL: $*"; failures=$((failures + 1)); }

refused() {  # refused TEXT MANIFEST SIPS
  local output status
  output=$("$tool" pack "$2" --sips "$3" -o "$work/out/x.img" 2>&1 </dev/null)
  status=$?
  [ "$status" -eq 1 ] || fail "packing $2 from $3 gave $status: $output"
  case $output in *"$1"*) ;; *) fail "packing $2 from $3 did not say '$1' but: $output" ;; esac
  [ -z "$(ls -A "$work/out")" ] || fail "packing $2 from $3 left $(ls -A "$work/out")"
}

mkdir -p "$work/out" "$work/folder" "$work/bad"
: > "$work/empty.toml"
head -c 100000 /dev/urandom > "$work/binary.toml"
head -c 1000000 /dev/zero | tr '\0' '[' > "$work/deep.toml"
head -c 2000000 /dev/zero > "$work/huge.toml"
refused "missing.toml: error: cannot be read" "$work/missing.toml" "$built/sips"
refused "BI0102" "$work/folder" "$built/sips"
refused "BM0103" "$work/empty.toml" "$built/sips"
refused "BM0101" "$work/binary.toml" "$built/sips"
refused "deep.toml:1:" "$work/deep.toml" "$built/sips"
{ yes a. | head -n 400000 | tr -d '\n'; echo 'a = 1'; } > "$work/dotted.toml"  # once overflowed the library's stack
refused "dotted.toml:1:" "$work/dotted.toml" "$built/sips"
refused "BI0103" "$work/huge.toml" "$built/sips"
refused "BM0401" "$source/fixture.toml" "$work/folder"
cp "$built/sips/fixture_client.sip" "$work/bad/"
for size in 0 1 63 64 100 400 1000 4096 5000; do
  head -c "$size" "$built/sips/fixture_server.sip" > "$work/bad/fixture_server.sip"
  refused "fixture_server.sip: error: " "$source/fixture.toml" "$work/bad"
done
head -c 20000 /dev/urandom > "$work/bad/fixture_server.sip"
refused "BI0201" "$source/fixture.toml" "$work/bad"
rm "$work/bad/fixture_server.sip"
mkdir "$work/bad/fixture_server.sip"
refused "BI0102" "$source/fixture.toml" "$work/bad"
"$tool" pack "$source/fixture.toml" --sips "$built/sips" -o "$work/none/x.img" 2>&1 | grep -q BI0104 || fail "no BI0104"
"$tool" list "$work/binary.toml" 2>&1 | grep -q BI0401 || fail "no BI0401"
[ "$failures" -eq 0 ] && echo "command_test: all passed"
exit $((failures != 0))
