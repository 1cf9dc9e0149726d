#!/bin/sh
# A file of more than 4 MiB.
yes '// and so on' | head -c 5000000 > large.contract
echo 'contract C { in message M(); state S: M? -> E; state E: ; }' >> large.contract
contractc check large.contract
