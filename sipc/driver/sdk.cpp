// Layout: PREFIX/bin/sipc, PREFIX/lib/bulkhead_checker.so,
// PREFIX/sdk/{sdk.list,include,trusted,freestanding,test_hooks,lib}.
#include "driver/sdk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "base/files.hpp"
#include "base/sha256.hpp"

namespace sipc {
namespace fs = std::filesystem;
namespace {
constexpr auto kRebuild = "rebuild the SDK: ninja -C build bulkhead_sdk";
constexpr std::uint64_t kLargestPlugin = 256u << 20;
}  // namespace

Result<Sdk> Sdk::open() {
  Sdk sdk;
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  sdk.tools_ = self.parent_path();
  sdk.root_ = sdk.tools_.parent_path() / "sdk";
  sdk.plugin_ = sdk.tools_.parent_path() / "lib" / "bulkhead_checker.so";
  if (auto read = sdk.read_list(); !read) return std::unexpected(read.error());
  if (auto verified = sdk.verify_files(); !verified) return std::unexpected(verified.error());
  if (auto known = sdk.refuse_strangers(); !known) return std::unexpected(known.error());
  const auto plugin = read_file(sdk.plugin_, kLargestPlugin);
  if (!plugin) {
    return fail("BS0105", {sdk.plugin_.string()},
                "the dialect checker is missing, and without it nothing is compiled",
                "build it: ninja -C build bulkhead_checker");
  }
  sdk.plugin_sha256_ = sha256_hex(*plugin);
  return sdk;
}

Result<void> Sdk::read_list() {
  const fs::path path = root_ / "sdk.list";
  const auto text = read_file(path);
  if (!text) return fail("BS0101", {path.string()}, "there is no SDK next to this sipc", kRebuild);
  sha256_ = sha256_hex(*text);
  std::istringstream lines(*text);
  std::uint32_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    std::istringstream words(line);
    SdkFile file;
    words >> file.level >> file.sha256 >> file.path;
    const bool known = file.level == "trusted" || file.level == "sdk" || file.level == "hooks" ||
                       file.level == "body";
    if (!known || file.sha256.size() != 64 || file.path.empty() || file.path.contains("..")) {
      return fail("BS0102", {path.string(), number, 1}, "damaged line", kRebuild);
    }
    files_.push_back(std::move(file));
  }
  if (files_.empty()) return fail("BS0102", {path.string()}, "the list is empty", kRebuild);
  return {};
}

Result<void> Sdk::verify_files() const {
  Findings findings;
  for (const auto& file : files_) {
    const auto text = read_file(root_ / file.path);
    if (!text) {
      findings.push_back(
          {"BS0103", {(root_ / file.path).string()}, "is missing from the SDK", kRebuild});
    } else if (sha256_hex(*text) != file.sha256) {
      findings.push_back({"BS0103",
                          {(root_ / file.path).string()},
                          "is not the file that the SDK was built with: its hash differs",
                          kRebuild});
    }
  }
  if (!findings.empty()) return std::unexpected(std::move(findings));
  return {};
}

// A file that the list does not know would be found by #include all the same.
Result<void> Sdk::refuse_strangers() const {
  std::set<std::string> known;
  for (const auto& file : files_) known.insert(file.path);
  std::error_code error;
  for (fs::recursive_directory_iterator at(root_, error), end; !error && at != end;
       at.increment(error)) {
    const std::string path = at->path().lexically_relative(root_).string();
    if (at->is_directory() || path == "sdk.list" || known.contains(path)) continue;
    return fail("BS0104", {at->path().string()}, "is in the SDK but not in its list", kRebuild);
  }
  return {};
}

}  // namespace sipc
