// process_resume(process): undoes process_suspend; kEnded if it has ended.
#include "calls/call.hpp"

namespace kernel::calls {

std::int64_t process_resume(std::uint64_t process) {
  const ProcessId id = own_child(process);
  if (!processes::get(id).alive()) return abi::kEnded;
  processes::get(id).suspended = false;
  sched::unpark_all_of(id);
  return give_way();
}

}  // namespace kernel::calls
