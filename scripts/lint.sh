#!/usr/bin/env bash
# ./bulkhead lint: formatting, shell scripts, and what scripts/lint.py reads off the tree. --fix formats; --tidy adds clang-tidy (slow).
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

fix='' tidy='' status=0
for argument in "$@"; do
  case $argument in
    --fix) fix=1 ;;
    --tidy) tidy=1 ;;
    *) usage_error "lint has no argument '$argument'" ;;
  esac
done
ensure_packages
cd "$ROOT"
# Test inputs are kept as they were written: their layout is part of what they test.
mapfile -t sources < <(git ls-files '*.cpp' '*.hpp' '*.h' '*.c' ':!tests/*/reject/*' ':!tests/*/accept/*' ':!tests/*/golden/*')
if [[ -n $fix ]]; then clang-format-19 -i "${sources[@]}"
else
  mapfile -t unformatted < <(clang-format-19 --dry-run "${sources[@]}" 2>&1 | sed -nE 's/^([^:]+):.*\[-Wclang-format-violations\]$/\1/p' | sort -u)
  if [[ ${#unformatted[@]} -gt 0 ]]; then
    status=1
    printf '%s: BL0009: not formatted as .clang-format says\n' "${unformatted[@]}" >&2
    printf '  what to do: ./bulkhead lint --fix\n' >&2
  fi
fi
mapfile -t scripts < <(git ls-files bulkhead '*.sh' .ci/run)
shellcheck -x "${scripts[@]}" || status=1
python3 scripts/lint.py || status=1
if [[ -n $tidy ]]; then
  ensure_built all
  mapfile -t host < <(git ls-files 'contracts/*.cpp' 'buildimage/*.cpp' 'verifier/*.cpp' 'sipc/driver/*.cpp' 'sipc/backend/*.cpp')
  clang-tidy-19 -p "$BUILD" --quiet "${host[@]}" || status=1
fi
exit "$status"
