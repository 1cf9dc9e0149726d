// Sending and taking messages, all cases. See transfer.hpp; channel_send has a shorter way for the
// commonest.
#include "channel/transfer.hpp"

#include "channel/trusted/slots.hpp"
#include "memory/ranges.hpp"
#include "sched/priority.hpp"
#include "sched/scheduler.hpp"

namespace kernel::channels {
namespace {

const Message& message_of(const Endpoint& endpoint, std::uint16_t tag) {
  return contracts::get(endpoint.contract).messages[tag];
}

void advance(Endpoint& endpoint, std::uint16_t tag) {
  const Edge& edge = endpoint.edge(tag);
  if (edge.senders == 0) kernel_bug("the two ends of a channel disagree about its state");
  endpoint.state = edge.next;
}

void hand_to_waiter(const Thread& sender, Endpoint& to, std::uint16_t tag, Edge edge,
                    std::span<std::byte> bytes) {
  Thread& thread = sched::get(to.waiter);
  const CheckedRange place = RangeChecks::passed_before(thread.buffer, edge.bytes);
  if (edge.owns) {
    const OwnerId from = owner_of(sender.process);
    depart(message_of(to, tag), bytes, from, {});
    arrive(message_of(to, tag), bytes, from, to.owner);
  }
  copy_message(place.bytes(), bytes, edge.bytes);
  advance(to, tag);
  sched::wake(thread, tag);
}

void enqueue(const Thread& sender, Endpoint& to, EndpointId id, std::uint16_t tag, Edge edge,
             std::span<std::byte> bytes) {
  if (to.count >= to.bound) kernel_bug("a channel holds more messages than its contract's bound");
  cells::append(to.queue, tag, bytes);
  if (edge.owns) depart(message_of(to, tag), bytes, owner_of(sender.process), id);
  ++to.count;
  if (!to.waiter.none() || !to.waitable.set.none())
    waiting::notify({WaitKind::kEndpoint, id.value});
}

}  // namespace

bool send(const Thread& sender, EndpointId from_id, std::uint16_t tag, Edge edge,
          std::span<std::byte> bytes) {
  Endpoint& from = get(from_id);
  Endpoint& to = get(peer_of(from_id));
  from.state = edge.next;
  if (from.donation != 0 && !edge.importer_waits) priority::withdraw(from);
  if (from.peer_closed) {
    EndpointId to_close;
    if (edge.owns) drop_owners(message_of(from, tag), bytes, owner_of(sender.process), to_close);
    close_list(to_close);
    return false;
  }
  if (to.side == Side::kExporter && edge.importer_waits) priority::donate(to, sender.priority);
  if (!to.waiter.none() && sched::get(to.waiter).state == ThreadState::kReceiving) {
    hand_to_waiter(sender, to, tag, edge, bytes);
  } else {
    enqueue(sender, to, peer_of(from_id), tag, edge, bytes);
  }
  return true;
}

std::int64_t take(EndpointId at, std::span<std::byte> buffer) {
  Endpoint& to = get(at);
  const std::uint32_t bytes = cells::first_bytes(to.queue);
  const std::uint16_t tag = cells::take(to.queue, buffer.first(bytes));
  if (to.edge(tag).owns) arrive(message_of(to, tag), buffer.first(bytes), kKernelOwner, to.owner);
  --to.count;
  advance(to, tag);
  return tag;
}

}  // namespace kernel::channels
