// A channel begins in an entry state.
// expect: C1: a channel can only be made in an entry state
#include "c1.contract.hpp"
void f() { auto both = C1::create<C1::Pending>(); }
