// The two tables that only people and backtraces read: symbols and debug sections. Malformed ones
// could mislead the kernel's report of a fault, so their structure is checked; their content is a
// claim.
#include <fmt/format.h>

#include "image/structure.hpp"

namespace verifier {

void check_symbols(const ProgramParts& program, Report& report) {
  const View part = program.symbols.bytes;
  const std::uint64_t count = part.u32(0);
  const auto refuse = [&](std::string what) {
    report.add(110, program.name + ", symbols", std::move(what));
  };
  if (part.size() < 8 || part.u32(4) != 0 || !part.holds(8, count * 8))
    return refuse("the table does not fit its part");
  std::uint64_t names_at = 8 + count * 8;
  std::uint64_t last = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t address = part.u32(8 + i * 8);
    const std::uint64_t name_at = part.u32(12 + i * 8);
    const auto name = part.terminated(name_at);
    if (i > 0 && address <= last)
      return refuse(fmt::format("entry {} is not in order of address", i));
    if (!program.text.in_memory(address, 1))
      return refuse(fmt::format("entry {} is outside the text", i));
    if (name_at != names_at || !name)
      return refuse(fmt::format("the name of entry {} is not where it must be", i));
    names_at += name->size() + 1;
    last = address;
  }
  if (names_at != part.size()) refuse("bytes after the last name");
}

void check_debug(const ProgramParts& program, Report& report) {
  const View part = program.debug.bytes;
  std::uint64_t at = 0;
  while (at < part.size()) {
    const std::uint64_t name_bytes = part.u32(at);
    const std::uint64_t data_bytes = part.u64(at + 8);
    const bool fits = part.holds(at, 16) && part.u32(at + 4) == 0 &&
                      part.holds(at + 16, name_bytes) &&
                      part.holds(at + 16 + name_bytes, data_bytes);
    const std::uint64_t end = at + 16 + name_bytes + data_bytes;
    const std::uint64_t padding = (8 - end % 8) % 8;
    if (!fits || !part.holds(end, padding) || part.first_nonzero(end, padding)) {
      return report.add(111, program.name + ", debug info",
                        fmt::format("the section at offset {:#x} does not fit", at));
    }
    at = end + padding;
  }
}

}  // namespace verifier
