// The short way of a message: from the sender's stack straight into the buffer of a receiver that
// waits for nothing else. Everything that it does not check here was checked by the call (edge,
// size) or when the receiver called (its buffer).
#pragma once
#include "channel/endpoint.hpp"
#include "channel/trusted/slots.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::channels {

// The message, which owns nothing, can go to the waiter now: the short way is open.
[[gnu::always_inline]] inline bool waiter_can_have_it(const sched::Cpu& cpu, const Thread& sender,
                                                      const Endpoint& from, std::uint64_t message,
                                                      std::uint32_t bytes) {
  const ThreadId waiter = from.peer->waiter;
  return sched::table.holds(waiter) && from.donation == 0 &&
         RangeChecks::has_on_stack(sender, message, bytes) &&
         sched::can_hand_over(cpu, sender, sched::get(waiter));
}

// Moves the message and advances both ends; the waiter is to be handed over. SAFETY: it waits with
// a buffer that lasts and holds the largest message of its state; with its queue empty (it would
// not wait otherwise) both ends are in the same state, so the edge's size is one of that state's.
[[gnu::always_inline]] inline void deliver(const Thread& receiver, Endpoint& from, const Edge& edge,
                                           std::uint64_t message) {
  Endpoint& to = *from.peer;
  const std::uint16_t next = edge.next;
  copy_message(RangeChecks::passed_before(receiver.buffer, edge.bytes).bytes().data(),
               RangeChecks::passed_before(message, edge.bytes).bytes().data(), edge.bytes);
  from.state = next;
  to.state = next;
  to.waiter = {};
}

}  // namespace kernel::channels
