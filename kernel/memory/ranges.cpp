// The uncommon cases of range checks: read-only segments and exchange blocks. See ranges.hpp.
#include "memory/ranges.hpp"

#include "exheap/blocks.hpp"

namespace kernel {

std::optional<CheckedRange> RangeChecks::elsewhere_readable(const Process& process,
                                                            std::uint64_t address,
                                                            std::uint64_t bytes) {
  for (const Region& region : process.regions) {
    if (is_within(region, address, bytes)) return CheckedRange(address, bytes);
  }
  return elsewhere_writable(process, address, bytes);
}

std::optional<CheckedRange> RangeChecks::elsewhere_writable(const Process& process,
                                                            std::uint64_t address,
                                                            std::uint64_t bytes) {
  const BlockId id = blocks::containing(address);
  if (id.none() || blocks::get(id).owner != process.owner) return std::nullopt;
  if (!fits(address - blocks::base(id).value, bytes, blocks::get(id).bytes())) return std::nullopt;
  return CheckedRange(address, bytes);
}

}  // namespace kernel
