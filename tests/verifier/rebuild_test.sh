#!/usr/bin/env bash
# `sipverify --rebuild` on SIPs of the tree: step two repeated gives the same bytes, and a .sip whose native code, data or imports were changed
# after step two, in a way that all other checks accept, is refused (BV0601 … BV0603). Arguments: the build folder, the repository.
set -u
build=$1 repository=$2
tools=$build/bin
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
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

# A system of the tutorial's two SIPs, from those in $work/sips.
pack() { "$tools/buildimage" pack "$repository/manifests/systems/first.toml" --sips "$work/sips" -o "$work/system.img" || fail "packing"; }

fresh() {
  mkdir -p "$work/sips"
  cp "$build/sips/c1_server.sip" "$build/sips/c1_client.sip" "$work/sips/"
}

certify=("$tools/sipverify" certify "$work/system.img" --key "$build/keys/dev.private" --development -o "$work/certified.img")

# patched SIP SECTION FROM TO: one pattern of bytes in a section replaced, once.
patched() {
  python3 - "$work/sips/$1.sip" "$2" "$3" "$4" <<'PYTHON' || fail "no place for $3 in $1"
import pathlib, re, subprocess, sys
path, section, old, new = sys.argv[1:]
table = subprocess.run(["llvm-readelf-19", "-S", "-W", path], capture_output=True, check=True, text=True).stdout
address, offset, size = (int(word, 16) for word in re.search(re.escape(section) + r" +PROGBITS +([0-9a-f]+) ([0-9a-f]+) ([0-9a-f]+)", table).groups())
data = bytearray(pathlib.Path(path).read_bytes())
at = data.find(bytes.fromhex(old), offset, offset + size)
if at < 0:
    sys.exit(1)
data[at:at + len(new) // 2] = bytes.fromhex(new)
pathlib.Path(path).write_bytes(data)
PYTHON
}

fresh; pack
expect 0 "PASS rebuild: 2 programs, 0 findings" "${certify[@]}" --rebuild
expect 0 "PASS rebuild: 2 programs, 0 findings" "$tools/sipverify" check "$work/certified.img" --public-key "$build/keys/dev.public" --rebuild

# An instruction that does nothing in place of another, between functions: every check of layer 3 accepts it.
patched c1_server .text cccccccc 90cccccc; pack
expect 1 "text: 1 bytes differ" "${certify[@]}" --rebuild

# The client's last question becomes another number: nothing but the rebuild can tell.
fresh
patched c1_client .text 65000000 66000000; pack
expect 0 "PASS machine" "${certify[@]}"
expect 1 "c1_client: error: native code is not" "${certify[@]}" --rebuild

# Constants.
fresh; patched c1_client .rodata 52657175657374 52657175657375; pack
expect 0 "PASS machine" "${certify[@]}"
expect 1 "read-only data: 1 bytes differ" "${certify[@]}" --rebuild

# Bitcode that is not the SIP's.
fresh
llvm-objcopy-19 --dump-section .sip.bitcode="$work/client.bc" "$work/sips/c1_client.sip" /dev/null
llvm-objcopy-19 --update-section .sip.bitcode="$work/client.bc" "$work/sips/c1_server.sip"
pack
expect 1 "BV0601" "${certify[@]}" --rebuild
head -c 5000 "$work/client.bc" > "$work/cut.bc"
llvm-objcopy-19 --update-section .sip.bitcode="$work/cut.bc" "$work/sips/c1_server.sip"
pack
expect 1 "BV0602" "${certify[@]}" --rebuild
expect 1 "BV0603" "${certify[@]}" --rebuild --sipc "$work/nowhere"
expect 2 "" "${certify[@]}" --sipc "$tools/sipc"

# Step two alone: the same twice.
for copy in 1 2; do "$tools/sipc" native "$work/client.bc" -o "$work/$copy.elf" || fail "sipc native"; done
cmp "$work/1.elf" "$work/2.elf" || fail "step two gave different bytes"
expect 1 "BS0401" "$tools/sipc" native "$work/cut.bc" -o "$work/x.elf"
expect 1 "BS0010" "$tools/sipc" native "$work/missing.bc" -o "$work/x.elf"
[ ! -e "$work/x.elf" ] || fail "a refused file was written"

[ "$failures" -eq 0 ] && echo "rebuild_test: all passed"
exit $((failures != 0))
