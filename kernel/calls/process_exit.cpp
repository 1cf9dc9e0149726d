// process_exit(code): the SIP ends of its own will. Does not return.
#include "base/text.hpp"
#include "calls/table.hpp"
#include "process/teardown.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t process_exit(std::uint64_t code) {
  const auto exit_code = static_cast<std::int64_t>(code);
  {
    Line() << "bulkhead: SIP " << sched::running_process().name << " ended: exit code "
           << exit_code;
  }
  end_running_process(EndedBy::kExit, exit_code);
}

}  // namespace kernel::calls
