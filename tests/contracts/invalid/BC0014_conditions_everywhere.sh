#!/bin/sh
# Long conditions on a message that is sent and received in six thousand states.
conditions=$(seq -f 'x != %06g' -s ' && ' 1 200)
{
  echo "contract C { in message M(int x) requires $conditions; out message R();"
  seq 6000 | while read -r i; do echo "state S$i: M? -> R! -> S$((i + 1));"; done
  echo 'state S6001: ; }'
} > large.contract
contractc compile large.contract -o out
