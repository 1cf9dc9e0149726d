// channel_close(handle): the caller's end is gone; the peer receives kClosed after what was sent
// before.
#include "calls/call.hpp"

std::int64_t kernel::calls::channel_close(std::uint64_t handle) {
  const EndpointId id = channels::lookup(sched::calling_thread().process, handle);
  if (id.none()) end_for_endpoint();
  if (!channels::get(id).waiter.none())
    end_caller("channel_close while another thread waits for the endpoint");
  channels::close(id);
  return give_way();
}
