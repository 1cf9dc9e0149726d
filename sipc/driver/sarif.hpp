// SARIF 2.1: one log for a whole `sipc check`, made of clang's logs (one for each source) and
// sipc's own findings.
#pragma once
#include <string>
#include <vector>

#include "base/finding.hpp"

namespace sipc {

std::string merge_sarif(const std::vector<std::string>& clang_output, const Findings& findings);

}  // namespace sipc
