// Nothing can be said after the conversation has ended.
// expect: C1: an exporter in state Stopped cannot send; the conversation has ended
#include "c1.contract.hpp"
void f(C1::Exp<C1::Stopped> stopped) { std::move(stopped).send(C1::Error{}); }
