// An operation consumes the endpoint, so it must be given up visibly.
// expect: is an lvalue, but function has rvalue ref-qualifier
#include "c1.contract.hpp"
void f(C1::Imp<C1::Pending> pending) { pending.receive(); }
