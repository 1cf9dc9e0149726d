// The two halves of reading an image: its header and part table, then the grouping of parts by what
// they belong to.
#pragma once
#include "image/image.hpp"

namespace verifier {

// Offsets of page 0, of the table's entries.
inline constexpr std::uint64_t kTableOffset = 2 * kPage;
inline constexpr std::uint64_t kEntryBytes = 96;

std::optional<std::vector<Part>> read_parts(View file, Report& report);
bool group_parts(Image& image, Report& report);
void check_symbols(const ProgramParts& program, Report& report);
void check_debug(const ProgramParts& program, Report& report);

}  // namespace verifier
