#!/usr/bin/env bash
# ./bulkhead bench: builds what is measured, then hands over to tests/bench/harness/bench.py, which knows the options.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

harness=$ROOT/tests/bench/harness/bench.py
for argument in "$@"; do
  [[ $argument == --help || $argument == -h ]] && exec python3 "$harness" --help
done
ensure_built bulkhead-hosted kernel_elf linux_bench image_bench
exec python3 "$harness" --build "$BUILD" "$@"
