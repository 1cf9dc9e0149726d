// A simulation, checked edge by edge, and that the base's messages come first and are the same on
// the wire.
#include "contracts/bases.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace verifier {
namespace {

const ContractEdge* edge_of(const ContractState& state, std::uint32_t message) {
  const auto found = std::ranges::find(state.edges, message, &ContractEdge::message);
  return found == state.edges.end() ? nullptr : &*found;
}

// Size, direction, and every owner field but for the hashes: those of endpoints of the base are
// `self` there and a hash here.
bool is_same_on_wire(const View& one, const View& other, std::uint64_t message) {
  const auto record = [message](const View& table) {
    return table.part(table.u32(68) + 24 * message, 24);
  };
  const auto [a, b] = std::pair(record(one), record(other));
  if (a.u32(4) != b.u32(4) || a.u8(8) != b.u8(8) || a.u16(14) != b.u16(14)) return false;
  for (std::uint64_t i = 0; i < a.u16(14); ++i) {
    const View here = one.part(one.u32(72) + 48 * (a.u16(12) + i), 48);
    const View there = other.part(other.u32(72) + 48 * (b.u16(12) + i), 48);
    if (here.u32(0) != there.u32(0) || here.u8(4) != there.u8(4) || here.u16(6) != there.u16(6) ||
        here.u32(8) != there.u32(8) || ((here.u8(5) ^ there.u8(5)) & ~2u) != 0)
      return false;
  }
  return true;
}

// Each edge of `needed` has its like in `offered`, and leads to where the other one passes for.
bool follows(const ContractState& needed, const ContractState& offered, const Contract& derived,
             bool needed_is_base) {
  return std::ranges::all_of(needed.edges, [&](const ContractEdge& edge) {
    const ContractEdge* like = edge_of(offered, edge.message);
    if (like == nullptr) return false;
    const std::uint32_t here = needed_is_base ? like->next : edge.next;
    return derived.states[here].base_state == (needed_is_base ? edge.next : like->next);
  });
}

}  // namespace

std::optional<std::string> base_error(const Tabled& derived, const Tabled& base) {
  const auto& messages = base.contract.messages;
  if (derived.contract.messages.size() < messages.size()) return "it lacks messages of its base";
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (derived.contract.messages[i].name != messages[i].name ||
        !is_same_on_wire(derived.table, base.table, i))
      return fmt::format("message {} is not the base's", derived.contract.messages[i].name);
  }
  for (const ContractState& state : derived.contract.states) {
    if (!state.base_state) continue;
    if (*state.base_state >= base.contract.states.size())
      return fmt::format("state {} is as one that the base lacks", state.name);
    const ContractState& there = base.contract.states[*state.base_state];
    const bool sends = state.kind == ContractState::Kind::kSend;
    if (state.kind != there.kind || !(sends ? follows(there, state, derived.contract, true)
                                            : follows(state, there, derived.contract, false)))
      return fmt::format("in state {} an exporter cannot pass for one of the base in {}",
                         state.name, there.name);
  }
  return std::nullopt;
}

}  // namespace verifier
