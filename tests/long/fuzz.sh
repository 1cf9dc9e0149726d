#!/usr/bin/env bash
# Fuzzes the contract compiler and the verifier's readers of hostile input (libFuzzer, ASan, UBSan), each for BULKHEAD_FUZZ_SECONDS (60), from the tree's own files as seeds.
# fuzz.sh BUILD. Prints executions a target; a crash leaves its input in BUILD/fuzzing/ and fails.
set -euo pipefail
build=$1 seconds=${BULKHEAD_FUZZ_SECONDS:-60}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
fuzzing=$build/fuzzing

cmake -S "$root" -B "$fuzzing" --preset dev -DBULKHEAD_FUZZ=ON >/dev/null
ninja -C "$fuzzing" fuzz_image fuzz_manifest fuzz_contract fuzz_compiler fuzz_fmt fuzz_diff >/dev/null
mkdir -p "$fuzzing"/{seeds,corpus}/{image,manifest,contract,compiler,fmt,diff}
cp "$build"/images/first.img "$fuzzing/seeds/image/"
cp "$root"/{manifests/{processes,systems},tests/manifests}/*.toml "$fuzzing/seeds/manifest/"
for contract in "$root"/contracts/system/*.contract; do "$build/bin/contractc" compile "$contract" -o "$fuzzing/seeds/contract"; done
find "$root"/tests/contracts/{valid,invalid} "$root/contracts/fuzz/corpus" -name '*.contract' -size -16k -exec cp {} "$fuzzing/seeds/compiler/" \;
rm -f "$fuzzing"/seeds/contract/*.hpp "$fuzzing"/seeds/contract/*.table

cp "$fuzzing"/seeds/compiler/* "$fuzzing/seeds/fmt/"
cp "$root"/tests/contracts/tools/diff/*.pair "$fuzzing/seeds/diff/"

for target in image manifest contract compiler fmt diff; do
  log=$fuzzing/$target.log
  if ! (cd "$fuzzing" && fuzz/fuzz_$target -max_total_time="$seconds" -rss_limit_mb=4096 -print_final_stats=1 "corpus/$target" "seeds/$target") >"$log" 2>&1; then
    tail -n 40 "$log"
    exit 1
  fi
  printf 'fuzz_%s: %s executions in %s s, no finding\n' "$target" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" "$seconds"
done
