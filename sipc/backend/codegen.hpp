// Code generation for one module, with checks of its stores where a plan says so.
#pragma once
#include "backend/backend.hpp"
#include "backend/store_checks.hpp"

namespace sipc::backend {

// Deterministic: the same bitcode gives the same stores the same numbers. BS0401 … BS0406.
Result<void> generate(const NativeModule& module, const StorePlan& plan, Marks marks);

}  // namespace sipc::backend
