#!/usr/bin/env bash
# ./bulkhead doctor: names what this machine has and lacks before a build trips over it. Changes nothing.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

bad=0
report() { printf '  %-8s %s\n' "$1" "$2"; [[ $1 == ok ]] || bad=1; }

printf 'system\n'
if grep -qs '^VERSION_ID="12"' /etc/os-release; then report ok "Debian 12"; else report differs "not Debian 12: nothing else is tested"; fi
cores=$(nproc); memory=$(awk '/MemTotal/ {print int($2/1048576)}' /proc/meminfo); disk=$(df -k --output=avail "$ROOT" | awk 'NR==2 {print int($1/1048576)}')
if [[ $memory -ge 4 ]]; then report ok "$cores cores, $memory GiB of memory"; else report low "$memory GiB of memory; compiling the checker needs 1 GiB a core"; fi
if [[ $disk -ge 4 ]]; then report ok "$disk GiB free here"; else report low "$disk GiB free here; packages and build take 4"; fi

printf 'packages\n'
if command -v dpkg-query >/dev/null; then
  mapfile -t missing < <(missing_packages)
  if [[ ${#missing[@]} == 0 ]]; then report ok "all $(wanted_packages | wc -l) installed"; else report missing "${missing[*]}"; printf '           ./bulkhead build installs them, or: apt-get install --no-install-recommends %s\n' "${missing[*]}"; fi
  for package in $(optional_packages); do
    dpkg-query -W "$package" >/dev/null 2>&1 || printf '  %-8s %s\n' optional "$package is not installed: apt-get install --no-install-recommends $package"
  done
else
  report missing "dpkg-query"
fi

printf 'build\n'
if [[ -f $BUILD/build.ninja ]]; then report ok "configured in build/"; else printf '  %-8s %s\n' none "not configured yet; ./bulkhead build does it"; fi
exit "$bad"
