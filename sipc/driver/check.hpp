// `sipc check`: the dialect alone, for editors and CI.
#pragma once
#include "base/finding.hpp"
#include "driver/options.hpp"

namespace sipc {

// Findings of clang and the checker go to stderr, or all findings as one SARIF log to stdout.
Result<void> check_sources(const Options& options);

}  // namespace sipc
