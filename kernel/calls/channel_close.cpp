// channel_close(handle): the caller's end is gone; the peer receives kClosed after what was sent
// before.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "channel/endpoint.hpp"
#include "diagnosis/report.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t channel_close(std::uint64_t handle) {
  const EndpointId id = channels::lookup(sched::running().process, handle);
  if (id.none())
    end_caller("channel_close on a handle that is not its own (closed, sent away, or never had)");
  if (!channels::get(id).waiter.none())
    end_caller("channel_close while another thread receives on the endpoint");
  channels::close(id);
  sched::yield_to_more_important(abi::kOk);
  return abi::kOk;
}

}  // namespace kernel::calls
