// Code generation for one module, with checks of its stores where a plan says so.
#pragma once
#include "backend/backend.hpp"
#include "backend/store_checks.hpp"

namespace sipc::backend {

// Deterministic: the same bitcode and the same steady functions give the same stores the same
// numbers. Gives the functions that must be steady too before all checks fit; if there are any,
// nothing was written. BS0401 … BS0406.
Result<SteadyFunctions> generate(const NativeModule& module, const StorePlan& plan,
                                 const SteadyFunctions& steady, Accesses checked, Marks marks);

}  // namespace sipc::backend
