// Builds the monitor's form of each contract from its checked table. See contract.hpp.
#include "channel/contract.hpp"

#include "base/text.hpp"
#include "channel/cells.hpp"

namespace kernel {
namespace {

hal::LastingText string_at(ImageBytes bytes, std::uint32_t offset) {
  return name_text(as_text(bytes.subspan(offset)));
}

OwnerField read_owner(Bytes fields, ContractId self) {
  OwnerField owner{
      .offset = read<std::uint32_t>(fields, 0),
      .kind = to_enum<OwnerKind::kBlock, OwnerKind::kImporter>(read<std::uint8_t>(fields, 4)),
      .may_be_null = (read<std::uint8_t>(fields, 5) & 1) != 0,
      .contains = (read<std::uint8_t>(fields, 5) & 4) != 0,
      .state = read<std::uint16_t>(fields, 6),
      .element_bytes = read<std::uint32_t>(fields, 8),
      .contract = {}};
  if (owner.kind == OwnerKind::kExporter || owner.kind == OwnerKind::kImporter) {
    owner.contract = (read<std::uint8_t>(fields, 5) & 2) != 0
                         ? self
                         : contracts::find(read<std::uint64_t>(fields, 16));
  }
  return owner;
}

void read_header(ImageBytes bytes, Contract& contract) {
  contract.id = read<std::uint64_t>(bytes, 8);
  contract.message_count = read<std::uint16_t>(bytes, 44);
  contract.state_count = read<std::uint16_t>(bytes, 46);
  contract.bound_in = read<std::uint16_t>(bytes, 52);
  contract.bound_out = read<std::uint16_t>(bytes, 54);
  contract.slot_bytes_in = read<std::uint32_t>(bytes, 56);
  contract.slot_bytes_out = read<std::uint32_t>(bytes, 60);
  contract.name = string_at(bytes, read<std::uint32_t>(bytes, 64));
  contract.cells = cells::needed(contract.bound_in, contract.slot_bytes_in) +
                   cells::needed(contract.bound_out, contract.slot_bytes_out);
}

void build_messages(ImageBytes bytes, ContractId id, Contract& contract, Arena& arena) {
  const auto owners_at = read<std::uint32_t>(bytes, 72);
  const hal::Lasting<OwnerField> owners = arena.carve<OwnerField>(read<std::uint16_t>(bytes, 48));
  for (std::size_t i = 0; i < owners.size(); ++i)
    owners[i] = read_owner(bytes.subspan(owners_at + 48 * i, 48), id);
  contract.messages = arena.carve<Message>(contract.message_count);
  for (std::size_t i = 0; i < contract.messages.size(); ++i) {
    const ImageBytes fields = bytes.subspan(read<std::uint32_t>(bytes, 68) + 24 * i, 24);
    contract.messages[i] = {
        .name = string_at(bytes, read<std::uint32_t>(fields, 0)),
        .bytes = read<std::uint32_t>(fields, 4),
        .owners = owners.subspan(read<std::uint16_t>(fields, 12), read<std::uint16_t>(fields, 14))};
  }
}

std::uint8_t senders_in(StateKind kind) {
  if (kind == StateKind::kFinal) return 0;
  return bit_of(kind == StateKind::kReceive ? Side::kImporter : Side::kExporter);
}

void build_states(ImageBytes bytes, Contract& contract, Arena& arena) {
  contract.states = arena.carve<State>(contract.state_count);
  for (std::uint16_t i = 0; i < contract.state_count; ++i) {
    const ImageBytes fields =
        bytes.subspan(read<std::uint32_t>(bytes, 76) + std::uint64_t{8} * i, 8);
    const auto kind = to_enum<StateKind::kFinal, StateKind::kSend>(read<std::uint8_t>(fields, 4));
    contract.states[i] = {
        .name = string_at(bytes, read<std::uint32_t>(fields, 0)),
        .kind = kind,
        .entry = i == 0 || read<std::uint8_t>(fields, 5) == 1,
        .largest = 0,
        .receivers = static_cast<std::uint8_t>(senders_in(kind) == 0 ? 0 : 3 - senders_in(kind)),
        .base_state = read<std::uint16_t>(fields, 6)};
  }
}

void build_edges(Bytes bytes, Contract& contract, Arena& arena) {
  const auto transitions = read<std::uint32_t>(bytes, 80);
  contract.edges = arena.carve<Edge>(std::uint64_t{contract.state_count} * contract.message_count);
  for (std::size_t i = 0; i < contract.edges.size(); ++i) {
    State& state = contract.states[i / contract.message_count];
    const Message& message = contract.messages[i % contract.message_count];
    const auto next = read<std::uint16_t>(bytes, transitions + 2 * i);
    if (next == kRefusedTransition) continue;
    contract.edges[i] = {.next = next,
                         .bytes = static_cast<std::uint16_t>(message.bytes),
                         .senders = senders_in(state.kind),
                         .owns = !message.owners.empty(),
                         .importer_waits = contract.states[next].kind == StateKind::kSend};
    if (message.bytes > state.largest) state.largest = message.bytes;
  }
}

void finish_edges(Contract& contract) {
  for (Edge& edge : contract.edges) {
    if (edge.senders == 0) continue;
    const State& next = contract.states[edge.next];
    edge.answer_bytes = static_cast<std::uint16_t>(next.largest);
    if (!edge.owns) edge.exchangers = edge.senders & next.receivers;
  }
}

}  // namespace

namespace contracts {

Table<Contract, ContractId> table;

void start(const ImageView& view, Arena& arena) {
  const std::uint32_t count = contract_table_count(view);
  table = arena.carve_table<Contract, ContractId>(count);
  for (std::uint32_t i = 0; i < count; ++i)
    read_header(contract_table_part(view, i).bytes, table[table.id_at(i)]);
  for (std::uint32_t i = 0; i < count; ++i) {
    const ImageBytes bytes = contract_table_part(view, i).bytes;
    table[table.id_at(i)].base = find(read<std::uint64_t>(bytes, 88));
    build_messages(bytes, table.id_at(i), table[table.id_at(i)], arena);
    build_states(bytes, table[table.id_at(i)], arena);
    build_edges(bytes, table[table.id_at(i)], arena);
    finish_edges(table[table.id_at(i)]);
  }
}

ContractId find(std::uint64_t contract_id) {
  for (std::uint32_t i = 0; i < table.count(); ++i) {
    if (table[table.id_at(i)].id == contract_id) return table.id_at(i);
  }
  return {};
}

}  // namespace contracts
}  // namespace kernel
