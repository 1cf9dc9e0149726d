// process_start(process): a process that the caller has made runs; kEnded if it has been stopped
// already, kQuotaExceeded if no thread record is left.
#include "calls/call.hpp"

std::int64_t kernel::calls::process_start(std::uint64_t process) {
  const ProcessId id = own_child(process);
  const ProcessState state = processes::get(id).state;
  if (state == ProcessState::kRunning) end_caller("process_start of a process that runs already");
  if (state != ProcessState::kMade) return abi::kEnded;
  if (!loader::start_process(id)) return abi::kQuotaExceeded;
  return give_way();
}
