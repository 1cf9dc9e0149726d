// What the dialect checker is told to trust: a list of real paths and hashes. Nothing else makes
// code trusted.
#pragma once
#include <filesystem>

#include "base/finding.hpp"
#include "driver/sdk.hpp"

namespace sipc {

// Lines `LEVEL SHA256 REALPATH` for the SDK's headers and all files of `generated` (may be empty).
Result<void> write_trust_list(const Sdk& sdk, const std::filesystem::path& generated,
                              bool test_hooks, const std::filesystem::path& list);

}  // namespace sipc
