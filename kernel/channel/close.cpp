// The end of endpoints. Closing one can close others (those in messages that nobody will receive),
// so the work is a list, not a recursion. See endpoint.hpp.
#include "abi/errors.hpp"
#include "channel/records.hpp"
#include "channel/transfer.hpp"
#include "channel/trusted/slots.hpp"
#include "sched/scheduler.hpp"

namespace kernel::channels {
namespace {

void drop_ring(Endpoint& endpoint, EndpointId& to_close) {
  while (endpoint.count != 0) {
    const std::span<std::byte> slot = endpoint.slots.subspan(
        std::size_t{endpoint.head} * endpoint.slot_bytes, endpoint.slot_bytes);
    const Message& message = contracts::get(endpoint.contract).messages[word_at(slot, 0)];
    endpoint.head = static_cast<std::uint16_t>((endpoint.head + 1) % endpoint.bound);
    --endpoint.count;
    drop_owners(message, slot.subspan(8), to_close);
  }
}

void close_one(EndpointId id, EndpointId& to_close) {
  Endpoint& endpoint = get(id);
  if (endpoint.status == EndpointState::kClosed) return;
  if (endpoint.status == EndpointState::kOwned) --processes::get(endpoint.owner).endpoints;
  endpoint.status = EndpointState::kClosed;
  endpoint.handle = 0;
  endpoint.owner = {};
  endpoint.waiter = {};
  drop_ring(endpoint, to_close);
  Endpoint& peer = get(peer_of(id));
  if (peer.status == EndpointState::kClosed) {
    give_back_channel(id);
  } else if (!peer.waiter.none()) {
    const ThreadId waiter = peer.waiter;
    peer.waiter = {};
    sched::wake(waiter, abi::kClosed);
  }
}

// Follows the rings that carry an endpoint in flight: does a process hold the last one?
bool is_reachable(EndpointId id) {
  for (std::uint32_t steps = 0; steps <= endpoint_count(); ++steps) {
    const Endpoint& endpoint = get(id);
    if (endpoint.status == EndpointState::kOwned) return true;
    if (endpoint.status == EndpointState::kClosed || endpoint.carrier.none()) return false;
    id = endpoint.carrier;
  }
  return false;
}

}  // namespace

void close(EndpointId id) {
  EndpointId to_close = id;
  get(id).next_to_close = {};
  while (!to_close.none()) {
    const EndpointId next = to_close;
    to_close = get(next).next_to_close;
    close_one(next, to_close);
  }
}

void close_all_of(ProcessId process) {
  for (std::uint32_t i = 0; i < endpoint_count(); ++i) {
    const EndpointId id{static_cast<std::uint16_t>(i)};
    if (get(id).status == EndpointState::kOwned && get(id).owner == process) close(id);
  }
}

void close_unreachable() {
  for (std::uint32_t i = 0; i < endpoint_count(); ++i) {
    const EndpointId id{static_cast<std::uint16_t>(i)};
    if (get(id).status == EndpointState::kInFlight && !is_reachable(id)) close(id);
  }
}

}  // namespace kernel::channels
