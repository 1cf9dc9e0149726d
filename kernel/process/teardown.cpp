// Teardown in the order in which things can still refer to each other: threads, endpoints, blocks,
// memory. See teardown.hpp.
#include "process/teardown.hpp"

#include "channel/endpoint.hpp"
#include "exheap/blocks.hpp"
#include "sched/scheduler.hpp"
#include "start/shutdown.hpp"

namespace kernel {

void tear_down(ProcessId id, EndedBy by, std::int64_t exit_code) {
  Process& process = processes::get(id);
  if (process.state != ProcessState::kRunning) return;
  process.state = ProcessState::kEnded;
  process.exit_code = exit_code;
  process.failed = by == EndedBy::kFault;
  if (!process.thread.none()) sched::destroy(process.thread);
  process.thread = {};
  process.live_threads = 0;
  channels::close_all_of(id);
  channels::close_unreachable();
  blocks::release_all_of(process.owner);
  for (Region& region : process.regions) {
    if (region.frames.count != 0) unmap_region(region);
  }
}

void end_running_process(EndedBy by, std::int64_t exit_code) {
  const ProcessId id = sched::running().process;
  tear_down(id, by, exit_code);
  shutdown_if_over();
  sched::leave();
}

}  // namespace kernel
