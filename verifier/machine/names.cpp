// Binary search in the symbols part.
#include "machine/names.hpp"

#include <fmt/format.h>

namespace verifier {

std::string place_in_text(const ProgramParts& program, std::uint64_t address) {
  const View table = program.symbols.bytes;
  std::uint64_t low = 0;
  std::uint64_t high = table.holds(8, std::uint64_t{table.u32(0)} * 8) ? table.u32(0) : 0;
  while (low < high) {
    const std::uint64_t middle = (low + high) / 2;
    if (table.u32(8 + middle * 8) <= address)
      low = middle + 1;
    else
      high = middle;
  }
  const auto name = low == 0 ? std::nullopt : table.terminated(table.u32(12 + (low - 1) * 8));
  if (!name) return fmt::format("{}, text at {:#x}", program.name, address);
  return fmt::format("{}, {}+{:#x} (text at {:#x})", program.name, *name,
                     address - table.u32(8 + (low - 1) * 8), address);
}

}  // namespace verifier
