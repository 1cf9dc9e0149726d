// Output files: all or none. Each is written beside its place under a temporary name; only when all
// are complete are they renamed, so a failed compilation leaves what was there before.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "diagnostics/reporter.hpp"

namespace contracts {

struct OutputFile {
  std::filesystem::path path;
  std::string bytes;
};

/// False, with a finding, if any of them cannot be written.
bool write_all(const std::vector<OutputFile>& files, Reporter& reporter);

}  // namespace contracts
