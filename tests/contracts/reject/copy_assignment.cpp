// Nor can it be copied by assignment.
// expect: is implicitly deleted
#include "c1.contract.hpp"
void f(C1::Imp<C1::Start> start, C1::Imp<C1::Start> other) { other = start; }
