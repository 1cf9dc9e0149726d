// Files as inputs and outputs: whole-file reads with a bound, atomic writes, and a private
// temporary folder that always goes away.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/finding.hpp"

namespace sipc {

// Everything that sipc reads is small; what is larger is a mistake or an attack.
inline constexpr std::uint64_t kLargestInput = 16u << 20;

// BS0010 missing, BS0011 not a regular file, BS0012 too large, BS0013 unreadable.
Result<std::string> read_file(const std::filesystem::path& path,
                              std::uint64_t largest = kLargestInput);

// Source text: also refuses what cannot be text. BS0014 empty, BS0015 NUL or other control bytes,
// BS0016 not UTF-8.
Result<std::string> read_source(const std::filesystem::path& path);

// Writes a temporary file next to `path` and renames it, so that `path` is either the old or the
// whole new file. BS0020.
Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes);

// A folder that only this process uses and that is removed with all it holds when the object ends.
class TempDir {
 public:
  static Result<TempDir> make();  // BS0021
  TempDir(TempDir&& other) noexcept : path_(std::move(other.path_)) { other.path_.clear(); }
  TempDir& operator=(TempDir&&) = delete;
  ~TempDir();
  const std::filesystem::path& path() const { return path_; }

 private:
  explicit TempDir(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

}  // namespace sipc
