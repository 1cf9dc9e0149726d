// A client that waits before it has asked.
// expect: C1: an importer in state Start cannot receive; it sends Request
#include "c1.contract.hpp"
void f(C1::Imp<C1::Start> start) { std::move(start).receive(); }
