// A constant that breaks `requires` is found by the compiler.
// expect: C1.Start: Request requires x > 0
#include "c1.contract.hpp"
void f(C1::Imp<C1::Start> start) { auto received = std::move(start).exchange(C1::Request{.x = 0}); }
