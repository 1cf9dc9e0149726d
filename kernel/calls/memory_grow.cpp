// memory_grow(bytes): the address of new zeroed pages at the end of the caller's heap, or
// kQuotaExceeded.
#include "calls/call.hpp"

std::int64_t kernel::calls::memory_grow(std::uint64_t bytes) {
  Process& process = calling_process();
  if (bytes > process.record.memory_limit) return abi::kQuotaExceeded;
  const std::uint64_t address = loader::grow_heap(process, hal::pages_in(bytes));
  return address == 0 ? abi::kQuotaExceeded : static_cast<std::int64_t>(address);
}
