// The end of endpoints. Closing one can close others (those in messages that nobody will receive),
// so the work is a list, not a recursion. See endpoint.hpp.
#include "abi/errors.hpp"
#include "channel/owners.hpp"
#include "channel/records.hpp"
#include "channel/trusted/scratch.hpp"
#include "sched/scheduler.hpp"

namespace kernel::channels {
namespace {

void drop_queue(Endpoint& endpoint, EndpointId& to_close) {
  while (endpoint.count != 0) {
    const std::span<std::byte> bytes = scratch(cells::first_bytes(endpoint.queue));
    const std::uint16_t tag = cells::take(endpoint.queue, bytes);
    --endpoint.count;
    drop_owners(contracts::get(endpoint.contract).messages[tag], bytes, to_close);
  }
}

void close_one(EndpointId id, EndpointId& to_close) {
  Endpoint& endpoint = get(id);
  if (endpoint.status == EndpointState::kClosed) return;
  set_closed(id);
  drop_queue(endpoint, to_close);
  Endpoint& peer = get(peer_of(id));
  peer.peer_closed = true;
  if (peer.status == EndpointState::kClosed) {
    give_back_channel(id);
    return;
  }
  if (!peer.waiter.none() && sched::get(peer.waiter).state == ThreadState::kReceiving)
    sched::wake(sched::get(peer.waiter), abi::kClosed);
  waiting::notify({WaitKind::kEndpoint, peer_of(id).value});
}

}  // namespace

void close(EndpointId id) {
  get(id).next_to_close = {};
  close_list(id);
}

void close_list(EndpointId to_close) {
  while (!to_close.none()) {
    const EndpointId next = to_close;
    to_close = get(next).next_to_close;
    close_one(next, to_close);
  }
}

void close_all_of(ProcessId process) {
  while (!processes::get(process).first_endpoint.none())
    close(processes::get(process).first_endpoint);
}

}  // namespace kernel::channels
