// kernel_call_table: what the HAL's entry stubs call, by number. Made from abi/calls.def, so a call
// without a body does not link.
#include "calls/table.hpp"

#include "hal/thread.hpp"

#pragma clang diagnostic ignored \
    "-Wc99-designator"  // a table by number reads better than 128 lines

extern "C" const void* const kernel_call_table[hal::kCallTableSize] = {
// SAFETY: the stub passes six integer registers, of which each function takes its first few; all of
// them return a 64-bit integer.
#define CALL(number, name, group, parameters, result) \
  [number] = reinterpret_cast<const void*>(&kernel::calls::name),
#include "abi/calls.def"
};
