// process_resume(process): undoes process_suspend; kEnded if it has ended.
#include "calls/call.hpp"

std::int64_t kernel::calls::process_resume(std::uint64_t process) {
  const ProcessId id = own_child(process);
  if (!processes::get(id).alive()) return abi::kEnded;
  processes::get(id).suspended = false;
  sched::unpark_all_of(id);
  return give_way();
}
