// The kernel's entries as functions: one declaration `sipk_NAME` for each CALL of
// kernel/abi/calls.def. Their code is the thunks of imports.S; which of them end up in a SIP is
// decided by what its runtime bodies call, and whether they may is decided by its manifest.
#pragma once
#include <cstdint>

#include "abi/records.hpp"

extern "C" {
#define CALL(number, name, group, parameters, result) result sipk_##name parameters;
#include "abi/calls.def"
}
