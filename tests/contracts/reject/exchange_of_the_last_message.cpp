// A server that waits for a request after it has ended the conversation.
// expect: C1: an exporter in state Pending exchanges only a message after which it receives; send() this one
#include "c1.contract.hpp"
void f(C1::Exp<C1::Pending> pending) { std::move(pending).exchange(C1::Error{}); }
