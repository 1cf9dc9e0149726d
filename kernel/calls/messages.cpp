// The long ways of a send and of a receive. See messages.hpp.
#include "calls/messages.hpp"

#include "calls/call.hpp"
#include "channel/transfer.hpp"
#include "channel/trusted/slots.hpp"

namespace kernel::calls {

std::int64_t send_checked(Thread& thread, EndpointId id, std::uint64_t tag, const Edge& edge,
                          std::uint64_t message) {
  const Endpoint& endpoint = channels::get(id);
  const auto range = RangeChecks::check(thread, RangeChecks::Use::kWrite, message, edge.bytes);
  if (!range)
    end_for_message(endpoint, tag, "the message is not in memory that it owns and may write");
  const Endpoint& receiver = channels::get(peer_of(id));
  if (receiver.count == receiver.bound)
    end_for_message(endpoint, tag, "more messages are in flight than the contract's bound");
  std::span<std::byte> body = range->bytes();
  if (edge.owns) {  // checked where no other thread of the sender can change it
    const Message& type = contracts::get(endpoint.contract).messages[tag];
    body = channels::scratch(edge.bytes);
    copy_message(body, range->bytes(), edge.bytes);
    const std::string_view wrong = channels::check_owners(thread.process, id, type, body);
    if (!wrong.empty()) end_for_message(endpoint, tag, wrong);
    channels::clear_owners(type, range->bytes());
  }
  return channels::send(thread, id, static_cast<std::uint16_t>(tag), edge, body) ? abi::kOk
                                                                                 : abi::kClosed;
}

std::int64_t send_any(Thread& thread, EndpointId id, std::uint64_t tag, const Edge& edge,
                      std::uint64_t message) {
  const std::int64_t result = send_checked(thread, id, tag, edge, message);
  sched::yield_to_more_important(thread, result);
  return result;
}

CheckedRange checked_buffer(const Thread& thread, const State& state, std::uint64_t buffer,
                            std::uint64_t capacity) {
  if (capacity < state.largest)
    end_caller("a receive into a buffer smaller than the state's largest message");
  const auto range = RangeChecks::check(thread, RangeChecks::Use::kLasting, buffer, capacity);
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
