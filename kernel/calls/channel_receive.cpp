// channel_receive(handle, buffer, capacity, deadline): the tag of the next message, which is then
// in the buffer; kClosed when the peer has closed and nothing waits; kTimedOut when the deadline
// passes first. Blocks; the thread that it wakes is run at once if that is the one it has just sent
// to.
#include "calls/call.hpp"
#include "calls/messages.hpp"

namespace kernel::calls {
std::int64_t channel_receive(std::uint64_t handle, std::uint64_t buffer, std::uint64_t capacity,
                             std::uint64_t deadline_ns) {
  Thread& thread = sched::calling_thread();
  const EndpointId id = channels::lookup(thread.process, handle);
  if (id.none()) [[unlikely]]
    end_for_endpoint();
  Endpoint& endpoint = channels::get(id);
  if (deadline_ns != abi::kNever || !may_wait_at(thread, endpoint, buffer, capacity)) [[unlikely]]
    return receive_any(thread, id, buffer, capacity, deadline_ns);
  wait_at(thread, endpoint, id, buffer);
  sched::block(thread, ThreadState::kReceiving);
}

}  // namespace kernel::calls
