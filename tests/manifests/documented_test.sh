#!/usr/bin/env bash
# docs/manifests.md has every key that the two readers ask for, and every number that buildimage prints; every_key_*.toml have every key;
# and the verifier's list of primitives is the SDK's. Argument: the repository.
set -u
cd "$1" || exit 2
failures=0
fail() { echo "FAIL: $*"; failures=$((failures + 1)); }
for key in $(grep -ohE '(string|name|integer|bytes|strings|every|one|scalars|count|size)\("[a-z_]+"' verifier/system/manifests.cpp verifier/system/process_schema.cpp | grep -oE '"[a-z_]+"' | tr -d '"' | sort -u); do
  # shellcheck disable=SC2016 # the backticks are Markdown's
  grep -o '`[^`]*`' docs/manifests.md | grep -qw "$key" || fail "docs/manifests.md does not mention the key $key"
  grep -hv '^#' tests/manifests/every_key_*.toml | grep -qwE "$key( =|])" || fail "no tests/manifests/every_key_*.toml has the key $key"
done
mapfile -t numbers < <(grep -rhoE '\bBM[0-9]{4}\b' buildimage --include='*.cpp' | sort -u)
for number in "${numbers[@]}"; do
  grep -q "$number" docs/manifests.md || fail "docs/manifests.md does not mention $number"
done
list() { grep -ohE '^(PRIMITIVE|HOOK)\(sip_[a-z_]+, "[^"]*"\)' "$1" | sort; }
sdk=sipc/backend/primitives.def
if [ -e "$sdk" ]; then
  [ "$(list "$sdk")" = "$(list verifier/bitcode/primitives.def)" ] || fail "the verifier's primitives differ from the SDK's: $(diff <(list "$sdk") <(list verifier/bitcode/primitives.def))"
fi
[ "$failures" -eq 0 ] && echo "documented_test: all passed"
exit $((failures != 0))
