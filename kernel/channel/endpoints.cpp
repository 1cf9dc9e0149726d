// The table of channels: making, finding, owning and closing ends. Closing one can close others
// (those in messages that nobody will receive), so the work is a list, not a recursion. See
// endpoint.hpp.
#include "abi/errors.hpp"
#include "channel/endpoint.hpp"
#include "channel/transfer.hpp"
#include "channel/trusted/slots.hpp"
#include "sched/priority.hpp"
#include "sched/scheduler.hpp"

namespace kernel::channels {

namespace {

using Owned = List<&Endpoint::next_owned, &Endpoint::previous_owned>;

EndpointId free_first;  // the importer's ends of free channels, a list
std::uint32_t used = 0;
std::uint32_t endpoints_used = 0;

void prepare(EndpointId id, Side side, ContractId contract, std::uint16_t state) {
  Endpoint& endpoint = table[id];
  const Contract& rules = contracts::get(contract);
  const std::uint32_t generation = endpoint.generation;
  endpoint = {};
  endpoint.peer = table.ref(peer_of(id));
  endpoint.generation = generation;
  endpoint.status = EndpointState::kInFlight;
  endpoint.side = side;
  endpoint.side_bit = bit_of(side);
  endpoint.state = state;
  endpoint.contract = contract;
  endpoint.message_count = rules.message_count;
  endpoint.edges = rules.edges;
  endpoint.states = rules.states;
  endpoint.bound =
      static_cast<std::uint8_t>(side == Side::kImporter ? rules.bound_out : rules.bound_in);
  ++endpoints_used;
}

void drop_queue(Endpoint& endpoint, EndpointId& to_close) {
  while (endpoint.count != 0) {
    const std::span<std::byte> bytes = scratch(cells::first_bytes(endpoint.queue));
    const std::uint16_t tag = cells::take(endpoint.queue, bytes);
    --endpoint.count;
    drop_owners(contracts::get(endpoint.contract).messages[tag], bytes, kKernelOwner, to_close);
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

Table<Endpoint, EndpointId> table;

void start(std::uint32_t count, Arena& arena) {
  table = arena.carve_table<Endpoint, EndpointId>(2 * count);
  for (std::uint32_t i = count; i-- > 0;) {
    table[table.id_at(2 * i)].next_owned = free_first;
    free_first = table.id_at(2 * i);
  }
}

std::uint32_t in_use() {
  return used;
}
std::uint32_t endpoints_in_use() {
  return endpoints_used;
}

bool can_receive(EndpointId id) {
  return table[id].count != 0 || table[id].peer_closed;
}

std::optional<Ends> create(ContractId contract, std::uint16_t state) {
  if (free_first.none() || !cells::reserve(contracts::get(contract).cells)) return std::nullopt;
  const Ends ends{free_first, peer_of(free_first)};
  free_first = table[free_first].next_owned;
  ++used;
  prepare(ends.importer, Side::kImporter, contract, state);
  prepare(ends.exporter, Side::kExporter, contract, state);
  return ends;
}

void give_back_channel(EndpointId either_end) {
  const EndpointId importer{either_end.value & ~std::uint32_t{1}};
  cells::unreserve(contracts::get(table[importer].contract).cells);
  table[importer].next_owned = free_first;
  free_first = importer;
  --used;
}

void own(EndpointId id, ProcessId process) {
  Endpoint& endpoint = table[id];
  endpoint.owner = process;
  endpoint.status = EndpointState::kOwned;
  endpoint.carrier = {};
  ++endpoint.generation;
  endpoint.handle = (std::uint64_t{endpoint.generation} << 32) | (std::uint64_t{id.value} + 1);
  Process& owner = processes::get(process);
  Owned::push_front(table, owner.first_endpoint, id);
  ++owner.endpoints;
  owner.sent -= endpoint.sent;  // what others have sent from this end
}

void disown(EndpointId id) {
  Endpoint& endpoint = table[id];
  priority::withdraw(endpoint);
  if (!endpoint.waitable.set.none()) waiting::forget({WaitKind::kEndpoint, id.value});
  Process& process = processes::get(endpoint.owner);
  Owned::remove(table, process.first_endpoint, id);
  --process.endpoints;
  process.sent += endpoint.sent;
  endpoint.owner = {};
  endpoint.handle = 0;
}

void put_in_flight(EndpointId id, EndpointId carrier) {
  disown(id);
  table[id].status = EndpointState::kInFlight;
  table[id].carrier = carrier;
}

void set_closed(EndpointId id) {
  Endpoint& endpoint = table[id];
  if (endpoint.status == EndpointState::kOwned) disown(id);
  endpoint.status = EndpointState::kClosed;
  endpoint.waiter = {};
  --endpoints_used;
}

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
