// An endpoint has one owner.
// expect: call to implicitly-deleted copy constructor of 'C1::Imp<C1::Start>'
#include "c1.contract.hpp"
void f(C1::Imp<C1::Start> start) { C1::Imp<C1::Start> second = start; }
