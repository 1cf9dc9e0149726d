// Endpoints: the two ends of a channel, each a linear handle of one process, each with its own view
// of the contract's state and the ring of messages that wait for it. Endpoint 2n is the importer's
// end of channel n, 2n + 1 the exporter's. A handle names an endpoint and a generation: it is good
// until the endpoint is closed or sent away, and never again.
#pragma once
#include "channel/contract.hpp"
#include "sched/thread.hpp"

namespace kernel {

enum class EndpointState : std::uint8_t {
  kClosed,
  kOwned,
  kInFlight
};  // in flight: in a message that nobody has received

struct Endpoint {
  std::uint64_t handle = 0;  // 0 unless kOwned
  ProcessId owner;           // kOwned
  EndpointState status = EndpointState::kClosed;
  Side side = Side::kImporter;
  std::uint16_t state = 0;  // this end's view of the automaton
  ContractId contract;
  ThreadId waiter;     // blocked in receive
  EndpointId carrier;  // kInFlight: the endpoint in whose ring it lies
  EndpointId next_to_close;
  std::uint32_t generation = 0;
  std::uint16_t head = 0, count = 0, bound = 0;
  std::uint32_t slot_bytes = 0;  // header and payload
  std::span<std::byte> slots;
};

constexpr EndpointId peer_of(EndpointId id) {
  return {static_cast<std::uint16_t>(id.value ^ 1)};
}

namespace channels {

void start(std::uint32_t count, Arena& arena);
extern Table<Endpoint, EndpointId> table;
inline Endpoint& get(EndpointId id) {
  return table[id];
}
std::uint32_t endpoint_count();  // of records
std::uint32_t endpoints_in_use();
std::uint32_t in_use();

// The endpoint that `handle` names, if this process owns it.
inline EndpointId lookup(ProcessId process, std::uint64_t handle) {
  const EndpointId id{static_cast<std::uint16_t>(handle - 1)};
  if (handle == 0 || !table.holds(id)) return {};
  const Endpoint& endpoint = table[id];
  return endpoint.handle == handle && endpoint.owner == process ? id : EndpointId{};
}

struct Ends {
  EndpointId importer, exporter;
};
// A channel in `state`; its ends belong to nobody yet (give them with own()). Nothing when all
// records are in use.
std::optional<Ends> create(ContractId contract, std::uint16_t state);
void own(EndpointId id, ProcessId process);             // makes a new handle
void put_in_flight(EndpointId id, EndpointId carrier);  // the old handle is dead

// Closes an end: what waits for it is released (which may close further endpoints), the peer learns
// of it, and with both closed the channel is gone.
void close(EndpointId id);
void close_all_of(ProcessId process);
// Endpoints in flight in a ring that, through others in flight, ends in itself: nobody can ever
// receive them. Closes them.
void close_unreachable();

}  // namespace channels
}  // namespace kernel
