// channel_close(handle): the caller's end is gone; the peer receives kClosed after what was sent
// before.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "channel/endpoint.hpp"
#include "diagnosis/report.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t channel_close(std::uint64_t handle) {
  Thread& thread = sched::calling_thread();
  const EndpointId id = channels::lookup(thread.process, handle);
  if (id.none())
    end_caller("channel_close on a handle that is not its own (closed, sent away, or never had)");
  if (!channels::get(id).waiter.none())
    end_caller("channel_close while another thread waits for the endpoint");
  channels::close(id);
  sched::yield_to_more_important(thread, abi::kOk);
  return abi::kOk;
}

}  // namespace kernel::calls
