#!/usr/bin/env bash
# ./bulkhead bench: builds what is measured, then hands over to tests/bench/harness/bench.py, which knows the options.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Debian's kernel as a file in build/linux: its package is taken apart, not installed, so that this machine's boot files stay as they are.
fetch_linux_kernel() {
  local package
  compgen -G "$BUILD/linux/boot/vmlinuz-*" >/dev/null && return
  package=$(sed -nE 's/^# optional, bench --linux: *//p' "$ROOT/scripts/packages.txt")
  # The named package only depends on the one that holds the kernel.
  package=$(apt-cache depends "$package" 2>/dev/null | sed -nE 's/^ *Depends: (linux-image-[0-9].*)/\1/p' | head -n 1)
  [[ -n $package ]] || fail BB0118 "apt knows no Linux kernel" "apt-get update, and look at /etc/apt/sources.list"
  mkdir -p "$BUILD/linux"
  (cd "$BUILD/linux" && run apt-get download -q "$package" >&2) || fail BB0119 "apt-get could not download $package" "look at its messages above; check the network"
  run dpkg-deb -x "$BUILD/linux/$package"_*.deb "$BUILD/linux" >&2
}

harness=$ROOT/tests/bench/harness/bench.py
for argument in "$@"; do
  [[ $argument == --help || $argument == -h ]] && exec python3 "$harness" --help
done
for argument in "$@"; do
  if [[ $argument == --programs ]]; then
    ensure_built bulkhead-hosted programs
    exec python3 "$harness" --build "$BUILD" "$@"
  fi
done
for argument in "$@"; do
  [[ $argument == --linux || $argument == --update-docs ]] && { fetch_linux_kernel; break; }
done
ensure_built bulkhead-hosted kernel_elf linux_bench image_bench bench_systems
exec python3 "$harness" --build "$BUILD" "$@"
