// A client that asks again while it must wait for the answer.
// expect: C1: an importer in state Pending cannot send; it receives Reply, Error
#include "c1.contract.hpp"
void f(C1::Imp<C1::Pending> pending) { std::move(pending).exchange(C1::Request{.x = 1}); }
