#!/usr/bin/env bash
# How long a person waits: milliseconds from the command to the first line that a SIP prints, in QEMU, on a built tree. first_line.sh [RUNS].
# Prints one figure a run; docs/performance.md quotes the median.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
for ((i = 0; i < ${1:-5}; ++i)); do
  start=$(date +%s%3N)
  "$root/bulkhead" boot --headless 2>/dev/null </dev/null | {
    while IFS= read -r line; do
      if [[ $line == '['* ]]; then echo $(($(date +%s%3N) - start)); break; fi
    done
    cat >/dev/null
  }
done
