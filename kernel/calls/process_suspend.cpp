// process_suspend(process): no thread of it runs, from the next tick at the latest, until
// process_resume; kEnded if it has ended.
#include "calls/call.hpp"

std::int64_t kernel::calls::process_suspend(std::uint64_t process) {
  const ProcessId id = own_child(process);
  if (!processes::get(id).alive()) return abi::kEnded;
  processes::get(id).suspended = true;
  sched::park_all_of(id);
  return abi::kOk;
}
