#!/bin/sh
# The same with less of it.
yes '// and so on' | head -c 52000 > large.contract
echo 'contract C { in message M(); state S: M? -> E; state E: ; }' >> large.contract
contractc check large.contract
