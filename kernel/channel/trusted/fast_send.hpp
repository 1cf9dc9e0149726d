// The short way of a message: from the sender's stack straight into the buffer of a receiver that
// waits for nothing else. Everything that it does not check here was checked by the call (edge,
// size) or when the receiver called (its buffer).
#pragma once
#include "channel/endpoint.hpp"
#include "channel/trusted/slots.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::channels {

// The thread that can have the message, which owns nothing, now. nullptr: the short way is not
// open.
[[gnu::always_inline]] inline Thread* receiver_at_once(const Thread& sender, const Endpoint& from,
                                                       const Endpoint& to, const Edge& edge,
                                                       std::uint64_t message) {
  if (to.waiter.none() || from.donation != 0 || !RangeChecks::on_stack(sender, message, edge.bytes))
      [[unlikely]]
    return nullptr;
  Thread& receiver = sched::get(to.waiter);
  return sched::can_hand_over(sender, receiver) ? &receiver : nullptr;
}

// Moves the message and advances both ends; the receiver is to be handed over. SAFETY:
// receiver_at_once() found it, so it waits with a buffer that lasts and holds the largest message
// of its state; with its queue empty (it would not wait otherwise) both ends are in the same state,
// so the edge's size is one of that state's.
[[gnu::always_inline]] inline void deliver(const Thread& receiver, Endpoint& from, Endpoint& to,
                                           const Edge& edge, std::uint64_t message) {
  const std::uint16_t next = edge.next;
  copy_message(RangeChecks::passed_before(receiver.buffer, edge.bytes).bytes().data(),
               RangeChecks::passed_before(message, edge.bytes).bytes().data(), edge.bytes);
  from.state = next;
  to.state = next;
  to.waiter = {};
}

}  // namespace kernel::channels
