// Reading whole input files within a size limit, and writing output so that it is there completely
// or not at all.
#pragma once
#include <filesystem>
#include <span>

#include "diagnostics/diagnostic.hpp"

namespace buildimage {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline constexpr std::uint64_t kLargestInput = std::uint64_t{1} << 30;

// BI0101 missing or unreadable, BI0102 not a regular file, BI0103 too large.
Result<Bytes> read_file(const std::filesystem::path& path, std::uint64_t limit = kLargestInput);

enum class FileMode : std::uint16_t { kPublic = 0644, kSecret = 0600 };

// Writes beside the target and renames; on failure (BI0104) no partial file stays.
Result<void> write_file(const std::filesystem::path& path, ByteView bytes,
                        FileMode mode = FileMode::kPublic);

}  // namespace buildimage
