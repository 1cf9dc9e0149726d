#!/bin/sh
# One message with a parameter.
echo 'contract C { in message M(int number); state S: M? -> E; state E: ; }' > many.contract
contractc check many.contract
