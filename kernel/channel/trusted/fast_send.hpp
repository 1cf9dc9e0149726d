// The short way of a message: from the sender's stack straight into the buffer of a receiver that
// waits for nothing else. Everything that it does not check here was checked by the call (edge,
// size) or when the receiver called (its buffer).
#pragma once
#include "channel/endpoint.hpp"
#include "channel/trusted/slots.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::channels {

// Moves the message and advances both ends; the thread that has it now and is to be handed over.
// nullptr: the short way is not open, and nothing was done. SAFETY: a receiver blocked in
// channel_receive has a buffer that lasts and holds the largest message of its state; with its
// queue empty (it would not wait otherwise) both ends are in the same state, so the edge's size is
// one of that state's.
[[gnu::always_inline]] inline Thread* receiver_at_once(const Thread& sender, EndpointId from_id,
                                                       const Edge& edge, std::uint64_t message) {
  Endpoint& from = get(from_id);
  Endpoint& to = get(peer_of(from_id));
  const auto range = RangeChecks::on_stack(sender, message, edge.bytes);
  if (to.waiter.none() || edge.owns || from.donation != 0 || !range) [[unlikely]]
    return nullptr;
  Thread& receiver = sched::get(to.waiter);
  if (!sched::can_hand_over(sender, receiver)) [[unlikely]]
    return nullptr;
  const std::uint16_t next = edge.next;
  copy_message(RangeChecks::passed_before(receiver.buffer, edge.bytes).bytes().data(),
               range->bytes().data(), edge.bytes);
  from.state = next;
  to.state = next;
  to.waiter = {};
  return &receiver;
}

}  // namespace kernel::channels
