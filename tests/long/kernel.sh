#!/usr/bin/env bash
# Ten million random kernel calls (BULKHEAD_FUZZ_CALLS) of misbehaving SIPs, damaged images and contract tables, and the stress system on four CPUs, all under
# sanitizers; then the kernel's libFuzzer targets, each for BULKHEAD_FUZZ_SECONDS (60). kernel.sh BUILD.
set -euo pipefail
build=$1 calls=${BULKHEAD_FUZZ_CALLS:-10000000} seconds=${BULKHEAD_FUZZ_SECONDS:-60}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
"$build/bin/kernel-fuzz-calls" "$calls" 1000000 | tail -n 1
"$build/bin/kernel-fuzz-images" 5000 1000000
"$build/bin/kernel-stress-asan" 4000 5
"$build/bin/kernel-stress-tsan" 500 20

fuzzing=$build/fuzzing
cmake -S "$root" -B "$fuzzing" --preset dev -DBULKHEAD_FUZZ=ON >/dev/null
ninja -C "$fuzzing" fuzz_kernel_calls fuzz_kernel_images fuzz_kernel_contracts >/dev/null
for target in kernel_calls kernel_images kernel_contracts; do
  log=$fuzzing/$target.log
  mkdir -p "$fuzzing/corpus/$target"
  for seed in 1 2 3 4; do
    python3 -c 'import random, sys; sys.stdout.buffer.write(random.Random(int(sys.argv[1])).randbytes(16000))' "$seed" >"$fuzzing/corpus/$target/seed-$seed"
  done
  if ! (cd "$fuzzing" && fuzz/fuzz_$target -max_total_time="$seconds" -timeout=30 -max_len=20000 -len_control=0 -print_final_stats=1 "corpus/$target") >"$log" 2>&1; then
    tail -n 40 "$log"
    exit 1
  fi
  printf 'fuzz_%s: %s executions in %s s, no finding\n' "$target" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" "$seconds"
done
