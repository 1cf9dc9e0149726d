// memory_shrink(bytes): gives whole pages at the end of the caller's heap back.
#include "calls/call.hpp"

std::int64_t kernel::calls::memory_shrink(std::uint64_t bytes) {
  Process& process = calling_process();
  if (bytes % hal::kPageBytes != 0 || bytes > process.record.memory_limit ||
      !loader::shrink_heap(process, hal::pages_in(bytes)))
    end_caller("memory_shrink by more than its heap holds, or not by whole pages");
  return abi::kOk;
}
