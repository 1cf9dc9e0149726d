// process_stop(process): it ends soon, whatever it does, and its children with it; process_wait
// tells when. kEnded: it has ended already.
#include "calls/call.hpp"

std::int64_t kernel::calls::process_stop(std::uint64_t process) {
  const ProcessId id = own_child(process);
  if (!processes::get(id).alive()) return abi::kEnded;
  end_process(id, abi::EndKind::kStopped, 0, "stopped by its creator");
  return give_way();
}
