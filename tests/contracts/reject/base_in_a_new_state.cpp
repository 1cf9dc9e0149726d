// A state that the base does not have.
// expect: Wider: an exporter in state Extra is no exporter of Narrow
#include "derived.contract.hpp"
void f(Wider::Exp<Wider::Extra> extra) { auto base = std::move(extra).as_base(); }
