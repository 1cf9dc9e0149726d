// See contracts.hpp.
#include "contracts.hpp"

#include "bytes.hpp"

namespace image_builder {
namespace {

std::uint64_t add_string(Blob& strings, std::size_t base, const std::string& text) {
  const std::size_t at = base + strings.size();
  put_text(strings, strings.size(), text);
  strings.push_back(0);
  return at;
}

}  // namespace

Blob make_table(const ContractSpec& contract) {
  std::size_t owner_count = 0;
  for (const auto& message : contract.messages) owner_count += message.owners.size();
  const std::size_t m = contract.messages.size(), s = contract.states.size();
  const std::size_t messages = 96, owners = messages + 24 * m, states = owners + 48 * owner_count,
                    transitions = states + 8 * s;
  const std::size_t strings_at = round_up(transitions + 2 * m * s, 8);
  Blob table(strings_at), strings;
  put_text(table, 0, "BKTABLE1");
  put(table, 8, contract.id, 8);
  put(table, 44, m, 2);
  put(table, 46, s, 2);
  put(table, 48, owner_count, 2);
  put(table, 52, contract.bound_in, 2);
  put(table, 54, contract.bound_out, 2);
  put(table, 88, contract.base, 8);
  put(table, 64, add_string(strings, strings_at, contract.name), 4);
  const std::size_t offsets[] = {messages, owners, states, transitions, strings_at};
  for (std::size_t i = 0; i < 5; ++i) put(table, 68 + 4 * i, offsets[i], 4);
  std::uint32_t slot_in = 0, slot_out = 0;
  std::size_t owner = 0;
  for (std::size_t i = 0; i < m; ++i) {
    const MessageSpec& message = contract.messages[i];
    const std::size_t at = messages + 24 * i;
    if (message.direction != 1) slot_in = std::max(slot_in, message.bytes);
    if (message.direction != 0) slot_out = std::max(slot_out, message.bytes);
    put(table, at, add_string(strings, strings_at, message.name), 4);
    put(table, at + 4, message.bytes, 4);
    put(table, at + 8, message.direction, 1);
    put(table, at + 12, owner, 2);
    put(table, at + 14, message.owners.size(), 2);
    for (const OwnerSpec& spec : message.owners) {
      const std::size_t field = owners + 48 * owner++;
      put(table, field, spec.offset, 4);
      put(table, field + 4, spec.kind, 1);
      put(table, field + 5, spec.flags, 1);
      put(table, field + 6, spec.state, 2);
      put(table, field + 8, spec.element_bytes, 4);
      put(table, field + 16, spec.contract, 8);
    }
  }
  put(table, 56, slot_in, 4);
  put(table, 60, slot_out, 4);
  for (std::size_t i = 0; i < 2 * m * s; ++i) table[transitions + i] = 0xff;
  for (std::size_t i = 0; i < s; ++i) {
    put(table, states + 8 * i, add_string(strings, strings_at, contract.states[i].name), 4);
    put(table, states + 8 * i + 4, contract.states[i].kind, 1);
    put(table, states + 8 * i + 6, contract.states[i].base_state, 2);
    for (const EdgeSpec& edge : contract.states[i].edges)
      put(table, transitions + 2 * (i * m + edge.message), edge.next, 2);
  }
  table.insert(table.end(), strings.begin(), strings.end());
  table.resize(round_up(table.size(), 8));
  put(table, 40, table.size(), 4);
  return table;
}

ContractSpec c1() {
  return {.name = "C1",
          .id = 0xc01,
          .messages = {{"Request", 0, 8, {}}, {"Reply", 1, 8, {}}, {"Error", 1, 0, {}}},
          .states = {{"Start", 1, {{0, 1}}}, {"Pending", 2, {{1, 0}, {2, 2}}}, {"Stopped", 0, {}}}};
}

ContractSpec bulk() {
  return {.name = "Bulk",
          .id = 0xb01c,
          .messages = {{"Fill", 0, 16, {{0, 2, 0, 0, 1, 0}}},
                       {"Filled", 1, 24, {{0, 2, 0, 0, 1, 0}}},
                       {"Done", 0, 0, {}}},
          .states = {{"Idle", 1, {{0, 1}, {2, 2}}}, {"Filling", 2, {{1, 0}}}, {"Over", 0, {}}}};
}

ContractSpec nest() {
  return {
      .name = "Nest",
      .id = 0x4e57,
      .messages = {{"Put", 0, 16, {{0, 2, 4, 0, 16, 0}}}, {"Got", 1, 16, {{0, 2, 4, 0, 16, 0}}}},
      .states = {{"Idle", 1, {{0, 1}}}, {"Filling", 2, {{1, 0}}}}};
}

ContractSpec c2() {
  ContractSpec contract = c1();
  contract.name = "C2";
  contract.id = 0xc02;
  contract.base = c1().id;
  contract.messages.push_back({"Later", 1, 0, {}});
  contract.states[0].base_state = 1;
  contract.states[1].base_state = 2;
  contract.states[1].edges.push_back({3, 1});
  return contract;
}

ContractSpec give() {
  return {.name = "Give",
          .id = 0x6171,
          .messages = {{"Take", 0, 8, {{0, 3, 0, 0, 0, 0xc01}}},
                       {"Taken", 1, 0, {}},
                       {"Pass", 0, 8, {{0, 3, 2, 0, 0, 0}}}},
          .states = {{"S0", 1, {{0, 1}, {2, 1}}}, {"S1", 1, {{0, 2}}}, {"S2", 2, {{1, 0}}}},
          .bound_in = 2};
}

}  // namespace image_builder
