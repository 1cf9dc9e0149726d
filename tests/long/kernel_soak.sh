#!/usr/bin/env bash
# 64 SIPs exchange blocks on four CPUs in QEMU while a killer stops and re-creates them at random, for BULKHEAD_SOAK_SECONDS (600): nothing lost, nothing left
# behind, every checksum right (tests/kernel/sips/soak.cpp). kernel_soak.sh BUILD. Prints how many were made, killed, and how many blocks came back right.
set -euo pipefail
export BULKHEAD_SOAK_SECONDS=${BULKHEAD_SOAK_SECONDS:-600} BULKHEAD_TEST_MACHINE=qemu
exec "$1/bin/kernel-system-tests" '[.soak]'
