// The same without naming the message.
// expect: C1.Start: Request requires x > 0
#include "c1.contract.hpp"
void f(C1::Imp<C1::Start> start) { std::move(start).send({.x = -5}).close(); }
