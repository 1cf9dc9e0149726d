#!/usr/bin/env bash
# ./bulkhead test [PATTERN] [--long]: the gate. Builds everything, runs ctest, ends with ctest's summary.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

pattern='' labels=(--label-exclude '^long$')
for argument in "$@"; do
  case $argument in
    --long) labels=() ;;
    -*) usage_error "test has no option '$argument'" ;;
    *) [[ -z $pattern ]] || usage_error "test takes one pattern"; pattern=$argument ;;
  esac
done

ensure_built all
options=(--test-dir "$BUILD" --output-on-failure --no-tests=error -j2)
[[ -n $pattern ]] && options+=(--tests-regex "$pattern")
run ctest "${options[@]}" "${labels[@]}"
