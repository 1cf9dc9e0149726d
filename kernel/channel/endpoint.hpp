// Endpoints: the two ends of a channel, each a linear handle of one process, each with its own view
// of the contract's state and the messages that wait for it. Endpoint 2n is the importer's end of
// channel n, 2n + 1 the exporter's. A handle names an endpoint and a generation: it is good until
// the endpoint is closed or sent away, and never again.
#pragma once
#include "channel/contract.hpp"
#include "process/process.hpp"

namespace kernel {

// In flight: in a message that nobody has received.
enum class EndpointState : std::uint8_t { kClosed, kOwned, kInFlight };

struct alignas(64) Endpoint {
  // What a send or receive looks at comes first.
  std::uint64_t handle = 0;        // 0 unless kOwned
  ProcessId owner;                 // kOwned
  ThreadId waiter;                 // blocked in receive, or in sync_wait_any
  RecordRef<Endpoint> peer;        // the other end's, for ever
  hal::Lasting<const Edge> edges;  // [state][message]
  std::uint16_t state = 0;         // this end's view of the automaton
  std::uint16_t message_count = 0;
  std::uint8_t side_bit = 0;  // bit_of(side)
  std::uint8_t count = 0;     // messages that wait
  bool peer_closed = false;
  std::uint8_t donation = 0;  // exporter's end: 1 + the priority of the importer that waits
  std::uint16_t last_sent = kNothingSent;
  std::uint8_t bound = 0;
  EndpointState status = EndpointState::kClosed;
  Side side = Side::kImporter;
  std::uint64_t sent = 0;  // messages from this end
  hal::Lasting<const State> states;
  cells::Queue queue;

  ContractId contract;
  EndpointId carrier;  // kInFlight: the endpoint in whose queue it lies
  EndpointId next_to_close;
  EndpointId next_owned, previous_owned;
  std::uint32_t generation = 0;
  Waitable waitable;

  static constexpr std::uint16_t kNothingSent = 0xffff;

  const Edge& edge(std::uint64_t tag) const {
    if (tag >= message_count) [[unlikely]]
      return kRefusedEdge;
    return edges[std::size_t{state} * message_count + tag];
  }
};

constexpr EndpointId peer_of(EndpointId id) {
  return {id.value ^ 1};
}

namespace channels {

void start(std::uint32_t count, Arena& arena);
extern Table<Endpoint, EndpointId> table;
inline Endpoint& get(EndpointId id) {
  return table[id];
}
std::uint32_t endpoints_in_use();
std::uint32_t in_use();

// The endpoint that `handle` names, if this process owns it.
inline EndpointId lookup(ProcessId process, std::uint64_t handle) {
  const EndpointId id{static_cast<std::uint32_t>(handle) - 1};
  if (!table.holds(id)) return {};
  const Endpoint& endpoint = table[id];
  return endpoint.handle == handle && endpoint.owner == process ? id : EndpointId{};
}

// A receive on it would not wait.
bool can_receive(EndpointId id);

struct Ends {
  EndpointId importer, exporter;
};
// A channel in `state`; its ends belong to nobody yet (give them with own()). Nothing when records
// or message cells are used up.
std::optional<Ends> create(ContractId contract, std::uint16_t state);
void own(EndpointId id, ProcessId process);             // makes a new handle
void put_in_flight(EndpointId id, EndpointId carrier);  // the old handle is dead

// Closes an end: what waits for it is released (which may close further endpoints), the peer learns
// of it, and with both closed the channel is gone.
void close(EndpointId id);
void close_all_of(ProcessId process);

}  // namespace channels

// Between the files of channel/, and for the making of child processes.

namespace channels {

void give_back_channel(EndpointId either_end);
void disown(EndpointId id);         // leaves its process's list, its set, and its donation
void close_list(EndpointId first);  // linked by next_to_close
void set_closed(EndpointId id);     // its queue is emptied by the caller

}  // namespace channels

}  // namespace kernel
