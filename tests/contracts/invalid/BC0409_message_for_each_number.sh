#!/bin/sh
# A message for each number, where one with a parameter would do.
{ echo 'contract C {'; seq -f 'in message M%g();' 4097; echo 'state S: M1? -> E; state E: ; }'; } > many.contract
contractc check many.contract
