#!/usr/bin/env bash
# Every tool on every kind of bad file: exit status 1, a numbered error that names the file, and nothing left behind. hostile.sh BUILD.
set -u
build=$1
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0 runs=0

# refused FILE COMMAND...: the command must refuse the file. Output goes to $work/out, which must stay empty.
refused() {
  local file=$1 got=0 said
  shift
  said=$(timeout 20 "$@" 2>&1 </dev/null) || got=$?
  runs=$((runs + 1))
  if [[ $got != 1 ]]; then echo "FAIL status $got: $*"; bad=1; fi
  if ! grep -qaE 'B[A-Z][0-9]{4}' <<<"$said"; then echo "FAIL no number: $*: $said"; bad=1; fi
  if ! grep -qaF "$(basename "$file")" <<<"$said"; then echo "FAIL file not named: $*: $said"; bad=1; fi
  if [[ -n $(ls -A "$work/out") ]]; then echo "FAIL left behind by $*: $(ls -A "$work/out")"; bad=1; rm -rf "${work:?}/out"; mkdir "$work/out"; fi
}

mkdir "$work/out" "$work/input" "$work/folder"
# The good file of each tool, cut and spoilt in the same ways.
declare -A good=([contractc]=$root/contracts/system/c1.contract [sipc]=$root/processes/servers/c1_server/main.cpp
                 [manifest]=$root/manifests/processes/c1_server.toml [buildimage]=$root/manifests/systems/demo.toml
                 [sip]=$build/sips/c1_server.sip [sipverify]=$build/images/demo.img)

run_tool() {
  local tool=$1 file=$2
  case $tool in
    contractc) refused "$file" "$build/bin/contractc" compile "$file" -o "$work/out" ;;
    sipc) refused "$file" "$build/bin/sipc" build "$file" --manifest "${good[manifest]}" --contracts "$root/contracts/system" -o "$work/out/x.sip" ;;
    manifest) refused "$file" "$build/bin/sipc" build "${good[sipc]}" --manifest "$file" --contracts "$root/contracts/system" -o "$work/out/x.sip" ;;
    buildimage) refused "$file" "$build/bin/buildimage" pack "$file" --sips "$build/sips" -o "$work/out/x.img" ;;
    sip)
      mkdir -p "$work/sips"; cp "$build/sips/c1_client.sip" "$work/sips/"; rm -rf "$work/sips/c1_server.sip"
      [[ -e $file ]] && cp -r "$file" "$work/sips/c1_server.sip"
      refused c1_server "$build/bin/buildimage" pack "$root/manifests/systems/first.toml" --sips "$work/sips" -o "$work/out/x.img" ;;
    sipverify)
      refused "$file" "$build/bin/sipverify" check "$file"
      refused "$file" "$build/bin/sipverify" certify "$file" --key "$build/keys/dev.private" --development -o "$work/out/x.img" ;;
  esac
}

for tool in "${!good[@]}"; do
  source=${good[$tool]}
  extension=${source##*.}
  size=$(stat -c %s "$source")
  : >"$work/input/empty.$extension"
  head -c $((size / 3)) "$source" >"$work/input/truncated.$extension"
  head -c 50000 /dev/urandom >"$work/input/binary.$extension"
  head -c 50000 /dev/zero >"$work/input/zero.$extension"
  head -c 1000000 /dev/zero | tr '\0' '(' >"$work/input/deep.$extension"
  for kind in missing empty truncated binary zero deep; do run_tool "$tool" "$work/input/$kind.$extension"; done
  run_tool "$tool" "$work/folder"
done
for tool in contractc sipc buildimage sipverify; do
  got=0
  "$build/bin/$tool" --nosuchoption >/dev/null 2>&1 </dev/null || got=$?
  [[ $got == 2 ]] || { echo "FAIL $tool --nosuchoption: status $got, wanted 2"; bad=1; }
done
echo "$runs refusals"
exit "$bad"
