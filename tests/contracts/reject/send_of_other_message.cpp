// A server that answers with the client's message.
// expect: C1: an exporter in state Pending sends Reply, Error, nothing else
#include "c1.contract.hpp"
void f(C1::Exp<C1::Pending> pending) { std::move(pending).send(C1::Request{.x = 1}); }
