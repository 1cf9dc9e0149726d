// The trust list, written anew for each run from verified hashes and from files that this run
// generated.
#include "driver/checker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/files.hpp"
#include "base/sha256.hpp"

namespace sipc {
namespace fs = std::filesystem;

Result<void> write_trust_list(const Sdk& sdk, const fs::path& generated, bool test_hooks,
                              const fs::path& list) {
  std::string text;
  for (const auto& file : sdk.files()) {
    if (file.level == "body" || (file.level == "hooks" && !test_hooks)) continue;
    const std::string level = file.level == "hooks" ? "trusted" : file.level;
    text += fmt::format("{} {} {}\n", level, file.sha256,
                        fs::canonical(sdk.root() / file.path).string());
  }
  std::vector<fs::path> made;
  std::error_code error;
  if (!generated.empty()) {
    for (fs::directory_iterator at(generated, error), end; !error && at != end; at.increment(error))
      made.push_back(at->path());
  }
  std::ranges::sort(made);
  for (const auto& path : made) {
    if (path.extension() != ".hpp" && path.extension() != ".cpp") continue;
    auto content = read_file(path);
    if (!content) return std::unexpected(content.error());
    text += fmt::format("generated {} {}\n", sha256_hex(*content), fs::canonical(path).string());
  }
  return write_atomically(list, text);
}

}  // namespace sipc
