// Input files read whole within a limit, output files written completely or not at all. Errors are
// findings BV0001 to BV0004.
#pragma once
#include <filesystem>

#include "bytes/view.hpp"
#include "report/report.hpp"

namespace verifier {

inline constexpr std::uint64_t kLargestImage = std::uint64_t{1} << 30;

std::optional<std::vector<std::uint8_t>> read_file(const std::filesystem::path& path,
                                                   std::uint64_t limit, Report& report);
bool write_file(const std::filesystem::path& path, View bytes, Report& report);

}  // namespace verifier
