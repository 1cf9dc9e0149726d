#!/usr/bin/env bash
# ./bulkhead sizes: lines of code by folder, trusted lines apart.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
ensure_packages
exec python3 "$ROOT/scripts/sizes.py" "$@"
