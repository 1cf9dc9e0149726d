// Builds the monitor's form of each contract from its checked table. See contract.hpp.
#include "channel/contract.hpp"

#include "base/text.hpp"

namespace kernel {
namespace {

hal::LastingText text_at(const ContractTable& table, std::uint32_t offset) {
  return name_text(as_text(table.bytes.subspan(offset)));
}

OwnerField owner_field(const OwnerEntry& entry, ContractId self) {
  OwnerField owner{.offset = entry.offset,
                   .kind = entry.kind,
                   .may_be_null = (entry.flags & kMayBeNull) != 0,
                   .contains = (entry.flags & kContains) != 0,
                   .state = entry.state,
                   .element_bytes = entry.element_bytes,
                   .contract = {}};
  if (owner.kind == OwnerKind::kExporter || owner.kind == OwnerKind::kImporter)
    owner.contract = (entry.flags & kOfItself) != 0 ? self : contracts::find(entry.contract[0]);
  return owner;
}

void build_messages(const ContractTable& table, ContractId id, Contract& contract, Arena& arena) {
  const hal::Lasting<OwnerField> owners = arena.carve<OwnerField>(table.owner_count);
  for (std::uint16_t i = 0; i < table.owner_count; ++i) owners[i] = owner_field(table.owner(i), id);
  contract.messages = arena.carve<Message>(contract.message_count);
  for (std::uint16_t i = 0; i < contract.message_count; ++i) {
    const MessageEntry entry = table.message(i);
    contract.messages[i] = {.name = text_at(table, entry.name_at),
                            .bytes = entry.bytes,
                            .owners = owners.subspan(entry.first_owner, entry.owner_count)};
  }
}

std::uint8_t senders_in(StateKind kind) {
  if (kind == StateKind::kFinal) return 0;
  return bit_of(kind == StateKind::kReceive ? Side::kImporter : Side::kExporter);
}

void build_states(const ContractTable& table, Contract& contract, Arena& arena) {
  contract.states = arena.carve<State>(contract.state_count);
  for (std::uint16_t i = 0; i < contract.state_count; ++i) {
    const StateEntry entry = table.state(i);
    const std::uint8_t senders = senders_in(entry.kind);
    contract.states[i] = {.name = text_at(table, entry.name_at),
                          .kind = entry.kind,
                          .entry = i == 0 || entry.entry == 1,
                          .largest = 0,
                          .receivers = static_cast<std::uint8_t>(senders == 0 ? 0 : 3 - senders),
                          .base_state = entry.base_state};
  }
}

void build_edges(const ContractTable& table, Contract& contract, Arena& arena) {
  contract.edges = arena.carve<Edge>(std::uint64_t{contract.state_count} * contract.message_count);
  for (std::size_t i = 0; i < contract.edges.size(); ++i) {
    State& state = contract.states[i / contract.message_count];
    const Message& message = contract.messages[i % contract.message_count];
    const auto next = table.entry<std::uint16_t>(table.transitions_at, i);
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
  table = arena.carve_table<Contract, ContractId>(contract_table_count(view));
  for (std::uint32_t i = 0; i < table.count(); ++i) {
    const ContractTable from(contract_table_part(view, i).bytes);
    table[table.id_at(i)] = {.id = from.id,
                             .base = {},
                             .name = text_at(from, from.name_at),
                             .message_count = from.message_count,
                             .state_count = from.state_count,
                             .bound_in = from.bound_in,
                             .bound_out = from.bound_out,
                             .messages = {},
                             .states = {},
                             .edges = {},
                             .cells = from.cells()};
  }
  for (std::uint32_t i = 0; i < table.count(); ++i) {
    const ContractTable from(contract_table_part(view, i).bytes);
    Contract& contract = table[table.id_at(i)];
    contract.base = find(from.base);
    build_messages(from, table.id_at(i), contract, arena);
    build_states(from, contract, arena);
    build_edges(from, contract, arena);
    finish_edges(contract);
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
