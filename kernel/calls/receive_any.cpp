// The long way of a receive. See receive_any.hpp.
#include "calls/receive_any.hpp"

#include "calls/call.hpp"
#include "channel/breach.hpp"
#include "channel/transfer.hpp"

namespace kernel::calls {

CheckedRange checked_buffer(const Thread& thread, const State& state, std::uint64_t buffer,
                            std::uint64_t capacity) {
  if (capacity < state.largest)
    end_caller("a receive into a buffer smaller than the state's largest message");
  const auto range = RangeChecks::lasting(thread, buffer, capacity);
  if (!range) end_caller("a receive into a buffer that is not on its stack or in its data");
  return *range;
}

std::int64_t receive_any(Thread& thread, EndpointId id, std::uint64_t buffer,
                         std::uint64_t capacity, std::uint64_t deadline_ns) {
  Endpoint& endpoint = channels::get(id);
  const State& state = endpoint.states[endpoint.state];
  if ((state.receivers & endpoint.side_bit) == 0) end_for_receive(endpoint);
  const CheckedRange range = checked_buffer(thread, state, buffer, capacity);
  if (endpoint.count != 0) return channels::take(id, range.bytes());
  if (endpoint.peer_closed) return abi::kClosed;
  if (!endpoint.waiter.none()) end_caller("two threads wait for one endpoint");
  if (!set_deadline(thread, deadline_ns)) return abi::kTimedOut;
  wait_at(thread, endpoint, id, buffer);
  if (thread.deadline.set()) thread.hand_over_at = Thread::kNotAtOnce;
  sched::block(thread, ThreadState::kReceiving);
}

}  // namespace kernel::calls
