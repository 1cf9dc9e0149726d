#!/usr/bin/env bash
# Fetches the source of the collector (Boehm GC, Debian's libgc 8.2.2) into DIRECTORY and unpacks it there: the machine's own package
# sources are asked for source packages, in an apt state of our own, so that nothing on the machine changes. A tarball named on the
# command line is used instead, for people without network. Whatever it came from, its SHA-256 must be the one below.
#   fetch.sh DIRECTORY [TARBALL]
set -euo pipefail

readonly kVersion=8.2.2
readonly kSource="libgc=1:8.2.2-3"
readonly kSha256=f30107bcb062e0920a790ffffa56d9512348546859364c23a14be264b38836a0
readonly kName="libgc_$kVersion.orig.tar.gz"

fail() {  # NUMBER, what is wrong, remedy
  printf 'error [%s]: %s\n  help: %s\n' "$1" "$2" "$3" >&2
  exit 1
}

# The machine's package sources, with source packages instead of binary ones.
write_sources() {  # STATE
  local file
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [[ -f $file ]] && sed -nE 's/^deb(-src)?([ \t])/deb-src\2/p' "$file" >>"$1/sources.list"
  done
  for file in /etc/apt/sources.list.d/*.sources; do
    [[ -f $file ]] && sed -E 's/^Types:.*/Types: deb-src/' "$file" >"$1/parts/$(basename "$file")"
  done
  touch "$1/sources.list"
}

apt_fetch() {  # DIRECTORY
  local state=$1/apt
  rm -rf --one-file-system "$state"
  mkdir -p "$state"/{parts,lists/partial,cache/archives/partial}
  write_sources "$state"
  local options=(-o "Dir::Etc::SourceList=$state/sources.list" -o "Dir::Etc::SourceParts=$state/parts"
    -o "Dir::State::Lists=$state/lists" -o "Dir::Cache=$state/cache" -o "APT::Sandbox::User=$(id -un)" -qq)
  if ! (apt-get "${options[@]}" update && cd "$1" && apt-get "${options[@]}" source --download-only "$kSource") >"$state/log" 2>&1; then
    sed 's/^/  apt: /' "$state/log" | tail -5 >&2
    return 1
  fi
  rm -rf --one-file-system "$state"
}

readonly directory=${1:?usage: fetch.sh DIRECTORY [TARBALL]} tarball=${2:-}
mkdir -p "$directory"
if [[ -n $tarball ]]; then
  [[ -f $tarball ]] || fail BS0501 "BULKHEAD_LIBGC_TARBALL names '$tarball', which is no file" "name an existing $kName"
  cp -- "$tarball" "$directory/$kName"
elif [[ ! -f $directory/$kName ]]; then
  apt_fetch "$directory" || fail BS0502 "the collector's source package ($kSource) cannot be had from this machine's package sources" \
    "connect to the network, or configure with -DBULKHEAD_LIBGC_TARBALL=/path/to/$kName"
fi
if ! printf '%s  %s\n' "$kSha256" "$directory/$kName" | sha256sum --check --status; then
  rm -f -- "$directory/$kName"
  fail BS0503 "$kName is not the file that this build was made for (SHA-256 $kSha256)" "name another file, or fetch it again"
fi
tar -xzf "$directory/$kName" -C "$directory"
