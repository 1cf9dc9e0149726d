#!/bin/sh
# A chain of more than 1000 files.
for i in $(seq 0 1001); do echo "import \"$((i + 1)).contract\";" > "$i.contract"; done
echo 'contract C { in message M(); state S: M? -> E; state E: ; }' > 1002.contract
contractc check 0.contract
