// What channel_send and channel_exchange have in common, and do when the short way is not open.
#pragma once
#include "channel/endpoint.hpp"
#include "diagnosis/trace.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"
#include "sched/thread.hpp"

namespace kernel::calls {

template <sched::Watch watch = sched::Watch::kAll>
inline void count_sent(Endpoint& endpoint, EndpointId id, std::uint64_t tag) {
  ++endpoint.sent;
  endpoint.last_sent = static_cast<std::uint16_t>(tag);
  if constexpr (watch == sched::Watch::kAll)
    trace::record(abi::TraceKind::kSend, id.value, static_cast<std::uint32_t>(tag));
}

// Whatever is uncommon about a message that the contract allows: owners, a receiver that does not
// wait just for this, another range than the stack. Ends the caller, or sends. kOk or kClosed.
std::int64_t send_checked(Thread& thread, EndpointId id, std::uint64_t tag, const Edge& edge,
                          std::uint64_t message);
// The same, and gives way to a more important thread.
std::int64_t send_any(Thread& thread, EndpointId id, std::uint64_t tag, const Edge& edge,
                      std::uint64_t message);

// The two ways of a receive: short, when there is nothing but to wait, and everything else.

// Nothing is wrong with the receive, and nothing is there yet: the caller will wait.
[[gnu::always_inline]] inline bool may_wait_at(const Thread& thread, const Endpoint& endpoint,
                                               std::uint64_t buffer, std::uint64_t capacity) {
  const State& state = endpoint.states[endpoint.state];
  return (state.receivers & endpoint.side_bit) != 0 && capacity >= state.largest &&
         (endpoint.count | static_cast<unsigned>(endpoint.peer_closed)) == 0 &&
         endpoint.waiter.none() && capacity <= kMaxSlotBytes &&
         RangeChecks::has_on_stack(thread, buffer, static_cast<std::uint32_t>(capacity));
}

// The endpoint knows who waits, the thread for what, and at which priority it may be handed over.
[[gnu::always_inline]] inline void wait_at(Thread& thread, Endpoint& endpoint, EndpointId id,
                                           std::uint64_t buffer, std::uint8_t hand_over_at) {
  endpoint.waiter = thread.id;
  thread.receiving = id;
  thread.buffer = buffer;
  thread.hand_over_at = hand_over_at;
}
[[gnu::always_inline]] inline void wait_at(Thread& thread, Endpoint& endpoint, EndpointId id,
                                           std::uint64_t buffer) {
  wait_at(thread, endpoint, id, buffer,
          thread.at_once == Thread::kHandsNothingOver ? Thread::kNotAtOnce : thread.at_once);
}

// Ends the caller unless the buffer holds what the state allows, and lasts while it waits.
CheckedRange checked_buffer(const Thread& thread, const State& state, std::uint64_t buffer,
                            std::uint64_t capacity);

// When may_wait_at() does not hold: takes a message, tells of a closed peer, ends the caller for
// what is wrong, or waits after all (for a time, or with a buffer in its data).
std::int64_t receive_any(Thread& thread, EndpointId id, std::uint64_t buffer,
                         std::uint64_t capacity, std::uint64_t deadline_ns);

}  // namespace kernel::calls
