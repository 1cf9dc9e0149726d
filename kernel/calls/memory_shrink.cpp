// memory_shrink(bytes): gives whole pages at the end of the caller's heap back.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "process/loader.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t memory_shrink(std::uint64_t bytes) {
  Process& process = processes::get(sched::calling_thread().process);
  if (bytes % hal::kPageBytes != 0 || bytes > process.record.memory_limit ||
      !loader::shrink_heap(process, static_cast<std::uint32_t>(bytes / hal::kPageBytes)))
    end_caller("memory_shrink by more than its heap holds, or not by whole pages");
  return abi::kOk;
}

}  // namespace kernel::calls
