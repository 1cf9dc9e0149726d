// Sending and taking messages. See transfer.hpp. The path without owners is the one that counts:
// keep it short.
#include "channel/transfer.hpp"

#include "base/fault_stop.hpp"
#include "channel/owners.hpp"
#include "channel/trusted/slots.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::channels {
namespace {

void advance(Endpoint& endpoint, std::uint16_t tag) {
  endpoint.state = contracts::get(endpoint.contract).transition(endpoint.state, tag);
  if (endpoint.state == kRefusedTransition)
    kernel_bug("the two ends of a channel disagree about its state");
}

void hand_to_waiter(Endpoint& receiver, std::uint16_t tag, const Message& message,
                    std::span<std::byte> bytes) {
  Thread& thread = sched::get(receiver.waiter);
  const std::span<std::byte> buffer =
      RangeChecks::passed_before(thread.buffer, thread.buffer_bytes).bytes();
  copy_message(buffer.data(), bytes.data(), message.bytes);
  if (!message.owners.empty()) {
    depart(message, bytes, {});
    arrive(message, buffer, receiver.owner);
  }
  advance(receiver, tag);
  const ThreadId waiter = receiver.waiter;
  receiver.waiter = {};
  sched::wake(waiter, tag);
}

void enqueue(Endpoint& receiver, EndpointId receiver_id, std::uint16_t tag, const Message& message,
             std::span<std::byte> bytes) {
  if (receiver.count >= receiver.bound)
    kernel_bug("a channel holds more messages than its contract's bound");
  const std::uint32_t index = (std::uint32_t{receiver.head} + receiver.count) % receiver.bound;
  const std::span<std::byte> slot =
      receiver.slots.subspan(std::size_t{index} * receiver.slot_bytes, receiver.slot_bytes);
  set_word(slot, 0, tag);
  copy_message(slot.subspan(8).data(), bytes.data(), message.bytes);
  if (!message.owners.empty()) depart(message, bytes, receiver_id);
  ++receiver.count;
}

}  // namespace

bool send(EndpointId from, std::uint16_t tag, std::uint16_t next, const Message& message,
          std::span<std::byte> bytes) {
  Endpoint& receiver = get(peer_of(from));
  get(from).state = next;
  if (receiver.status == EndpointState::kClosed) {
    release_owned(message, bytes);
    return false;
  }
  if (!receiver.waiter.none()) {
    hand_to_waiter(receiver, tag, message, bytes);
  } else {
    enqueue(receiver, peer_of(from), tag, message, bytes);
  }
  return true;
}

std::int64_t take(EndpointId at, std::span<std::byte> buffer) {
  Endpoint& receiver = get(at);
  if (receiver.count == 0) return kNothingWaits;
  const std::span<std::byte> slot =
      receiver.slots.subspan(std::size_t{receiver.head} * receiver.slot_bytes, receiver.slot_bytes);
  const auto tag = static_cast<std::uint16_t>(word_at(slot, 0));
  const Message& message = contracts::get(receiver.contract).messages[tag];
  copy_message(buffer.data(), slot.subspan(8).data(), message.bytes);
  if (!message.owners.empty()) arrive(message, buffer.first(message.bytes), receiver.owner);
  receiver.head =
      static_cast<std::uint16_t>(receiver.head + 1 == receiver.bound ? 0 : receiver.head + 1);
  --receiver.count;
  advance(receiver, tag);
  return tag;
}

}  // namespace kernel::channels
