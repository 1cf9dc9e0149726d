// A handle does not make an endpoint.
// expect: no matching conversion for functional-style cast from 'int' to 'C1::Imp<C1::Start>'
#include "c1.contract.hpp"
void f() { C1::Imp<C1::Start>(7).close(); }
