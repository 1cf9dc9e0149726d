#!/bin/sh
# A shorter one.
for i in $(seq 0 99); do echo "import \"$((i + 1)).contract\";" > "$i.contract"; done
echo 'contract C { in message M(); state S: M? -> E; state E: ; }' > 100.contract
contractc check 0.contract
