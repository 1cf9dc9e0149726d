// `sipc explain NUMBER`: the catalogue of BD (dialect), BS (sipc) and BM (manifest) numbers.
#pragma once
#include <string>

#include "base/finding.hpp"

namespace sipc {

// Prints the explanation. BS0001: no such number.
Result<void> explain(const std::string& number);

}  // namespace sipc
