// process_release(process): gives up the handle. A process that has not ended is stopped.
#include "calls/call.hpp"

std::int64_t kernel::calls::process_release(std::uint64_t process) {
  const ProcessId id = own_child(process);
  if (!processes::get(id).waiter.none())
    end_caller("process_release while another thread waits for its end");
  release_process(id);
  return give_way();
}
