#!/usr/bin/env bash
# Every number that buildimage can print occurs in a test. Argument: the repository. BI0502 needs a machine without randomness.
set -u
cd "$1" || exit 2
missing=0
for number in $(grep -rhoE '\b(BM|BI)[0-9]{4}\b' buildimage --include='*.cpp' | sort -u); do
  [ "$number" = BI0502 ] && continue
  grep -rq "$number" tests/buildimage tests/verifier/command_test.sh --include='*_test.cpp' --include='command_test.sh' || { echo "FAIL: no test gets $number"; missing=1; }
done
[ "$missing" -eq 0 ] && echo "coverage_test: every number has a test"
exit "$missing"
