// Checks of address ranges that a SIP passes to a kernel call. The stack and data cases, nearly all
// there are, cost two comparisons each; the rest asks block records and the owner map. What passes
// is a CheckedRange.
#pragma once
#include <optional>

#include "memory/trusted/access.hpp"
#include "process/process.hpp"

namespace kernel {

class RangeChecks {
 public:
  // The SIP may read all of it. An empty range is always fine.
  static std::optional<CheckedRange> readable(const Process& process, std::uint64_t address,
                                              std::uint64_t bytes) {
    if (is_within(process.regions[kStackRegion], address, bytes) ||
        is_within(process.regions[kDataRegion], address, bytes) || bytes == 0) {
      return CheckedRange(address, bytes);
    }
    return elsewhere_readable(process, address, bytes);
  }
  // The SIP may write all of it.
  static std::optional<CheckedRange> writable(const Process& process, std::uint64_t address,
                                              std::uint64_t bytes) {
    if (is_within(process.regions[kStackRegion], address, bytes) ||
        is_within(process.regions[kDataRegion], address, bytes) || bytes == 0) {
      return CheckedRange(address, bytes);
    }
    return elsewhere_writable(process, address, bytes);
  }

  // The range that a blocked thread's call gave: it passed writable() then, and the pages of a SIP
  // stay while it waits.
  static CheckedRange passed_before(std::uint64_t address, std::uint64_t bytes) {
    return CheckedRange(address, bytes);
  }

 private:
  static bool is_within(const Region& region, std::uint64_t address, std::uint64_t bytes) {
    return fits(address - region.base.value, bytes, region.bytes());
  }
  static std::optional<CheckedRange> elsewhere_readable(const Process& process,
                                                        std::uint64_t address, std::uint64_t bytes);
  static std::optional<CheckedRange> elsewhere_writable(const Process& process,
                                                        std::uint64_t address, std::uint64_t bytes);
};

}  // namespace kernel
