// The test kernel's calls: only what the scenarios use.
#include "test_kernel.hpp"

extern "C" const void* const kernel_call_table[hal::kCallTableSize] = {
    nullptr,
    reinterpret_cast<const void*>(test::call_sum),
    reinterpret_cast<const void*>(test::call_b),
    reinterpret_cast<const void*>(test::call_failed),
    reinterpret_cast<const void*>(test::empty_call),
    reinterpret_cast<const void*>(test::cost_measured),
    nullptr,
    reinterpret_cast<const void*>(test::count_call),
    reinterpret_cast<const void*>(test::call_move_on),
    reinterpret_cast<const void*>(test::call_switch),
};
