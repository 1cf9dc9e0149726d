// A constant that breaks `requires` is found by the compiler.
// expect: C1.Start: Request requires x > 0
#include "c1.contract.hpp"
void f(C1::Imp<C1::Start> start) { std::move(start).send(C1::Request{.x = 0}).close(); }
