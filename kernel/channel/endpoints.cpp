// The table of channels: making, finding, owning ends. See endpoint.hpp; closing is in close.cpp.
#include "channel/endpoint.hpp"

#include "channel/records.hpp"

namespace kernel::channels {

Table<Endpoint, EndpointId> table;

namespace {

constexpr std::uint32_t kSlotHeaderBytes = 8;
std::span<std::byte> slot_memory;
std::uint64_t slot_bytes_per_channel = 0;
std::span<std::uint16_t> free_channels;
std::uint32_t free_count = 0;

std::uint64_t slots_of(const Contract& contract) {
  return std::uint64_t{contract.bound_in} * (contract.slot_bytes_in + kSlotHeaderBytes) +
         std::uint64_t{contract.bound_out} * (contract.slot_bytes_out + kSlotHeaderBytes);
}

void prepare(EndpointId id, Side side, ContractId contract, std::uint16_t state) {
  Endpoint& endpoint = table[id];
  const Contract& rules = contracts::get(contract);
  const bool importer = side == Side::kImporter;
  const std::uint32_t generation = endpoint.generation;
  const std::uint32_t bytes_in = (rules.slot_bytes_in + kSlotHeaderBytes) * rules.bound_in;
  endpoint = {};
  endpoint.generation = generation;
  endpoint.status = EndpointState::kInFlight;
  endpoint.side = side;
  endpoint.state = state;
  endpoint.contract = contract;
  endpoint.bound = importer ? rules.bound_out : rules.bound_in;
  endpoint.slot_bytes = (importer ? rules.slot_bytes_out : rules.slot_bytes_in) + kSlotHeaderBytes;
  const std::span<std::byte> channel_slots =
      slot_memory.subspan((id.value / 2) * slot_bytes_per_channel, slot_bytes_per_channel);
  endpoint.slots = channel_slots.subspan(importer ? bytes_in : 0,
                                         std::size_t{endpoint.slot_bytes} * endpoint.bound);
}

}  // namespace

void start(std::uint32_t count, Arena& arena) {
  for (std::uint32_t i = 0; i < contracts::count(); ++i) {
    const std::uint64_t bytes = slots_of(contracts::get(ContractId{static_cast<std::uint16_t>(i)}));
    if (bytes > slot_bytes_per_channel) slot_bytes_per_channel = bytes;
  }
  table = arena.carve_table<Endpoint, EndpointId>(2 * count);
  slot_memory = arena.carve<std::byte>(slot_bytes_per_channel * count);
  free_channels = arena.carve<std::uint16_t>(count);
  for (std::uint32_t i = 0; i < count; ++i)
    free_channels[free_count++] = static_cast<std::uint16_t>(count - 1 - i);
}

std::uint32_t endpoint_count() {
  return table.count();
}
std::uint32_t in_use() {
  return static_cast<std::uint32_t>(free_channels.size()) - free_count;
}

std::uint32_t endpoints_in_use() {
  std::uint32_t used = 0;
  for (const Endpoint& endpoint : table) used += endpoint.status == EndpointState::kClosed ? 0 : 1;
  return used;
}

std::optional<Ends> create(ContractId contract, std::uint16_t state) {
  if (free_count == 0) return std::nullopt;
  const std::uint16_t channel = free_channels[--free_count];
  const Ends ends{{static_cast<std::uint16_t>(2 * channel)},
                  {static_cast<std::uint16_t>(2 * channel + 1)}};
  prepare(ends.importer, Side::kImporter, contract, state);
  prepare(ends.exporter, Side::kExporter, contract, state);
  return ends;
}

void give_back_channel(EndpointId either_end) {
  free_channels[free_count++] = static_cast<std::uint16_t>(either_end.value / 2);
}

void own(EndpointId id, ProcessId process) {
  Endpoint& endpoint = table[id];
  endpoint.owner = process;
  endpoint.status = EndpointState::kOwned;
  endpoint.carrier = {};
  ++endpoint.generation;
  endpoint.handle = (std::uint64_t{endpoint.generation} << 32) | (std::uint64_t{id.value} + 1);
  ++processes::get(process).endpoints;
}

void put_in_flight(EndpointId id, EndpointId carrier) {
  Endpoint& endpoint = table[id];
  --processes::get(endpoint.owner).endpoints;
  endpoint.owner = {};
  endpoint.status = EndpointState::kInFlight;
  endpoint.handle = 0;
  endpoint.carrier = carrier;
}

}  // namespace kernel::channels
