// memory_grow(bytes): the address of new zeroed pages at the end of the caller's heap, or
// kQuotaExceeded.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "process/loader.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t memory_grow(std::uint64_t bytes) {
  Process& process = processes::get(sched::calling_thread().process);
  if (bytes > process.record.memory_limit) return abi::kQuotaExceeded;
  const auto pages = static_cast<std::uint32_t>(round_up(bytes, hal::kPageBytes) / hal::kPageBytes);
  const std::uint64_t address = loader::grow_heap(process, pages);
  return address == 0 ? abi::kQuotaExceeded : static_cast<std::int64_t>(address);
}

}  // namespace kernel::calls
