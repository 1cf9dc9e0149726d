#!/usr/bin/env bash
# ./bulkhead verify [IMAGE]: sipverify's check of an image and its certificate; without IMAGE, of the demo system.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# -le 1 ]] || usage_error "verify takes one image"
if [[ $# == 1 ]]; then ensure_built sipverify; else ensure_built sipverify image_demo; fi
run "$BUILD/bin/sipverify" check "${1:-$BUILD/images/demo.img}" --public-key "$BUILD/keys/dev.public"
