#!/bin/sh
# A folder where an output should go.
echo 'contract C { in message M(); state S: M? -> E; state E: ; }' > c.contract
mkdir -p out/C.table
contractc compile c.contract -o out
