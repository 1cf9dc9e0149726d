// The endpoint in its next state must not be dropped.
// expect: ignoring return value of function declared with 'nodiscard' attribute
#include "c1.contract.hpp"
void f(C1::Imp<C1::Start> start, int number) { std::move(start).send(C1::Request{.x = number}); }
