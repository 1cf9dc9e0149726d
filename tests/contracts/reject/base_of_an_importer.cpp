// The importer of a derived contract may receive what the base does not know.
// expect: no member named 'as_base'
#include "handover.contract.hpp"
void f(Longer::Imp<Longer::Start> start) { auto base = std::move(start).as_base(); }
