#!/bin/sh
# The same in eighty states.
conditions=$(seq -f 'x != %06g' -s ' && ' 1 200)
{
  echo "contract C { in message M(int x) requires $conditions; out message R();"
  seq 80 | while read -r i; do echo "state S$i: M? -> R! -> S$((i + 1));"; done
  echo 'state S81: ; }'
} > large.contract
contractc compile large.contract -o out
