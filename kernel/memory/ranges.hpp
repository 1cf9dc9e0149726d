// Checks of address ranges that a SIP passes to a kernel call. The caller's own stack, where nearly
// all of them lie, costs one comparison; then data, heap, read-only segments, other threads'
// stacks, and exchange blocks. What passes is a CheckedRange.
#pragma once
#include <optional>

#include "memory/trusted/access.hpp"
#include "process/process.hpp"
#include "sched/thread.hpp"

namespace kernel {

class RangeChecks {
 public:
  // The caller's own stack holds all of it; nothing else is looked at. Stacks lie in the lower half
  // of the addresses: what is not negative does not wrap either.
  static bool has_on_stack(const Thread& thread, std::uint64_t address, std::uint32_t bytes) {
    const abi::ThreadRecord& record = thread.context.record;
    return static_cast<std::int64_t>(address) >= static_cast<std::int64_t>(record.stack_low) &&
           address + bytes <= record.stack_high;
  }
  // Where the thread's return addresses lie. For reports: no call reads or writes there.
  static std::optional<CheckedRange> on_call_stack(const Thread& thread, std::uint64_t address,
                                                   std::uint32_t bytes) {
    const Region& calls = thread.call_stack();
    if (!fits(address - calls.base.value, bytes, calls.bytes())) return std::nullopt;
    return CheckedRange(address, bytes);
  }
  // The SIP may read all of it; may write all of it; and the pages stay for as long as the thread
  // waits, whatever its siblings do: its own stack, or data.
  enum class Use { kRead, kWrite, kLasting };
  // An empty range is always fine.
  static std::optional<CheckedRange> check(const Thread& thread, Use use, std::uint64_t address,
                                           std::uint64_t bytes) {
    if (is_on_stack(thread, address, bytes)) [[likely]]
      return CheckedRange(address, bytes);
    return anywhere(processes::get(thread.process), use, address, bytes);
  }
  // Of any process, for a report; nothing is assumed of the running thread.
  static std::optional<CheckedRange> anywhere(const Process& process, Use use,
                                              std::uint64_t address, std::uint64_t bytes);
  // The range that a blocked thread's call gave: it passed check() for kLasting then.
  static CheckedRange passed_before(std::uint64_t address, std::uint64_t bytes) {
    return CheckedRange(address, bytes);
  }

 private:
  static bool is_on_stack(const Thread& thread, std::uint64_t address, std::uint64_t bytes) {
    const std::uint64_t low = thread.context.record.stack_low;
    return fits(address - low, bytes, thread.context.record.stack_high - low);
  }
};

}  // namespace kernel
