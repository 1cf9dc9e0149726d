# What every command of the front door shares: where things are, how it speaks, and set-up on first use.
# Sourced by ./bulkhead and by scripts/*.sh; defines functions only.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BUILD=${BULKHEAD_BUILD:-$ROOT/build}
PRESET=${BULKHEAD_PRESET:-dev}

if [[ -t 2 ]]; then bold=$'\e[1m' red=$'\e[31m' plain=$'\e[0m'; else bold='' red='' plain=''; fi

say() { printf '%s\n' "${bold}bulkhead:${plain} $*" >&2; }
# fail NUMBER MESSAGE REMEDY: a numbered error; exit status 1.
fail() { printf '%s\n' "${red}bulkhead: error[$1]:${plain} $2" "  what to do: $3" >&2; exit 1; }
usage_error() { printf '%s\n' "${red}bulkhead: error[BB0001]:${plain} $1" "  what to do: ./bulkhead --help" >&2; exit 2; }
# Shows a command, then runs it.
run() { printf '%s\n' "+ $*" >&2; "$@"; }

# Those without which Bulkhead does not build; `optional NAME` lines are of single commands that say what they miss.
wanted_packages() { sed -e 's/#.*//' -e '/^optional /d' -e '/^[[:space:]]*$/d' "$ROOT/scripts/packages.txt"; }
optional_packages() { sed -nE 's/^optional ([^ #]+).*/\1/p' "$ROOT/scripts/packages.txt"; }

# Prints the packages of the list that dpkg does not know as installed (one query: this runs before every command).
missing_packages() {
  local wanted
  mapfile -t wanted < <(wanted_packages | sort)
  comm -23 <(printf '%s\n' "${wanted[@]}") \
    <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/ installed$//p' | sort -u)
}

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"
  else fail BB0002 "packages are missing and you are neither root nor have sudo" "as root: apt-get install $(missing_packages | tr '\n' ' ')"; fi
}

ensure_packages() {
  local missing
  command -v dpkg-query >/dev/null || fail BB0003 "this is not a Debian system (no dpkg-query)" "use Debian 12, or install the packages in scripts/packages.txt by hand and run cmake --preset dev"
  mapfile -t missing < <(missing_packages)
  [[ ${#missing[@]} == 0 ]] && return
  say "installing ${#missing[@]} Debian packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  run as_root apt-get update -q >&2 || fail BB0004 "apt-get update failed" "look at its messages above; check the network and /etc/apt/sources.list"
  run as_root apt-get install -q -y --no-install-recommends "${missing[@]}" >&2 ||
    fail BB0005 "apt-get could not install the packages" "look at its messages above; the release must be Debian 12 (bookworm)"
}

# ensure_built [TARGET...]: packages, configuration, build. Ninja decides what is old.
ensure_built() {
  ensure_packages
  if [[ ! -f $BUILD/build.ninja ]]; then
    run cmake -S "$ROOT" -B "$BUILD" --preset "$PRESET" >&2 || fail BB0006 "configuring failed" "look at the messages above; ./bulkhead doctor checks this machine"
  fi
  run ninja -C "$BUILD" "$@" >&2 || fail BB0007 "the build failed" "look at the first error above; rm -rf build starts afresh"
}

# check_system NAME: a system that this tree has a manifest of.
check_system() {
  [[ $1 =~ ^[a-z][a-z0-9_-]*$ && -f $ROOT/manifests/systems/$1.toml ]] ||
    fail BB0010 "there is no system '$1'" "one of: $(cd "$ROOT/manifests/systems" && echo *.toml | sed 's/\.toml//g')"
}
