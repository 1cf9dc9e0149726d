// Checks the automaton table of one contract, byte by byte, before the monitor is built from it.
// See channel/contract.hpp.
#include "channel/contract.hpp"

namespace kernel {
namespace {

struct Layout {
  std::uint64_t total, messages, owners, states, transitions, strings;
  std::uint16_t message_count, state_count, owner_count;
};

Layout read_layout(Bytes table) {
  return {.total = read<std::uint32_t>(table, 40),
          .messages = read<std::uint32_t>(table, 68),
          .owners = read<std::uint32_t>(table, 72),
          .states = read<std::uint32_t>(table, 76),
          .transitions = read<std::uint32_t>(table, 80),
          .strings = read<std::uint32_t>(table, 84),
          .message_count = read<std::uint16_t>(table, 44),
          .state_count = read<std::uint16_t>(table, 46),
          .owner_count = read<std::uint16_t>(table, 48)};
}

bool is_string(Bytes table, const Layout& layout, std::uint32_t offset) {
  if (offset < layout.strings || offset >= layout.total) return false;
  for (std::uint64_t at = offset; at < layout.total; ++at) {
    if (table[at] == std::byte{0}) return at > offset && at - offset < 200;
  }
  return false;
}

// Sections follow one another, each 8-aligned with zero padding.
bool sections_are_tight(Bytes table, const Layout& layout) {
  const std::uint64_t owners = layout.messages + std::uint64_t{24} * layout.message_count;
  const std::uint64_t states = owners + std::uint64_t{48} * layout.owner_count;
  const std::uint64_t transitions = states + std::uint64_t{8} * layout.state_count;
  const std::uint64_t end =
      transitions + std::uint64_t{2} * layout.message_count * layout.state_count;
  const bool placed = layout.messages == 96 && layout.owners == owners && layout.states == states &&
                      layout.transitions == transitions && layout.strings == round_up(end, 8);
  return placed && layout.strings <= layout.total &&
         all_zero(table.subspan(end, layout.strings - end));
}

bool message_is_good(Bytes table, const Layout& layout, std::uint32_t index, std::uint32_t slot_in,
                     std::uint32_t slot_out) {
  const Bytes fields = table.subspan(layout.messages + std::uint64_t{24} * index, 24);
  const auto bytes = read<std::uint32_t>(fields, 4);
  const auto direction = read<std::uint8_t>(fields, 8);
  if (direction > 2 || bytes % 8 != 0 || !is_string(table, layout, read<std::uint32_t>(fields, 0)))
    return false;
  if (direction != 1 && bytes > slot_in) return false;
  if (direction != 0 && bytes > slot_out) return false;
  const auto first = read<std::uint16_t>(fields, 12);
  const auto count = read<std::uint16_t>(fields, 14);
  if (!fits(first, count, layout.owner_count) || !all_zero(fields.subspan(9, 3)) ||
      !all_zero(fields.subspan(16, 8)))
    return false;
  std::uint64_t end_of_previous = 0;
  for (std::uint32_t i = first; i < std::uint32_t{first} + count; ++i) {
    const Bytes owner = table.subspan(layout.owners + std::uint64_t{48} * i, 48);
    const auto offset = read<std::uint32_t>(owner, 0);
    const auto kind = read<std::uint8_t>(owner, 4);
    const std::uint64_t size = kind == 2 ? 16 : 8;
    if (offset % 8 != 0 || offset < end_of_previous || !fits(offset, size, bytes)) return false;
    end_of_previous = offset + size;
  }
  return true;
}

bool owner_is_good(Bytes table, const Layout& layout, std::uint32_t index) {
  const Bytes fields = table.subspan(layout.owners + std::uint64_t{48} * index, 48);
  const auto kind = read<std::uint8_t>(fields, 4);
  const auto flags = read<std::uint8_t>(fields, 5);
  if (kind < 1 || kind > 4 || flags > 7 || !all_zero(fields.subspan(12, 4))) return false;
  const bool endpoint = kind >= 3;
  if (!endpoint)
    return read<std::uint32_t>(fields, 8) != 0 && (flags & 2) == 0 &&
           read<std::uint16_t>(fields, 6) == 0 && all_zero(fields.subspan(16));
  const bool own = (flags & 2) != 0;
  if ((flags & 4) != 0) return false;
  return !own ||
         (read<std::uint16_t>(fields, 6) < layout.state_count && all_zero(fields.subspan(16)));
}

bool state_is_good(Bytes table, const Layout& layout, std::uint32_t index) {
  const Bytes fields = table.subspan(layout.states + std::uint64_t{8} * index, 8);
  const auto kind = read<std::uint8_t>(fields, 4);
  const bool derived = read<std::uint64_t>(table, 88) != 0;
  if (kind > 2 || read<std::uint8_t>(fields, 5) > 1 ||
      (!derived && read<std::uint16_t>(fields, 6) != 0))
    return false;
  if (!is_string(table, layout, read<std::uint32_t>(fields, 0))) return false;
  for (std::uint32_t message = 0; message < layout.message_count; ++message) {
    const auto next = read<std::uint16_t>(
        table, layout.transitions + 2 * (std::uint64_t{index} * layout.message_count + message));
    if (next == kRefusedTransition) continue;
    const auto direction =
        read<std::uint8_t>(table, layout.messages + std::uint64_t{24} * message + 8);
    if (next >= layout.state_count || kind == 0 || direction == (kind == 1 ? 1 : 0)) return false;
  }
  return true;
}

}  // namespace

Check check_contract_table(const Part& part) {
  const Bytes table = part.bytes;
  if (table.size() < 96 || read<std::uint64_t>(table, 0) != kTableMagic)
    return Refusal{80, "the contract table is not one (no BKTABLE1 magic)", part.index};
  const Layout layout = read_layout(table);
  if (layout.total != table.size() || layout.total % 8 != 0)
    return Refusal{81, "the contract table's size is wrong", part.index};
  if (layout.message_count == 0 || layout.message_count > 4096 || layout.state_count == 0 ||
      layout.state_count > 65534 || read<std::uint16_t>(table, 50) != 0) {
    return Refusal{82, "the contract table's header is malformed", part.index};
  }
  const auto in = read<std::uint16_t>(table, 52);
  const auto out = read<std::uint16_t>(table, 54);
  const auto slot_in = read<std::uint32_t>(table, 56);
  const auto slot_out = read<std::uint32_t>(table, 60);
  if (in == 0 || in > kMaxBound || out == 0 || out > kMaxBound || slot_in % 8 != 0 ||
      slot_out % 8 != 0 || slot_in > kMaxSlotBytes || slot_out > kMaxSlotBytes) {
    return Refusal{83, "the contract table's queue bounds or slot sizes are out of range",
                   part.index};
  }
  if (!sections_are_tight(table, layout) ||
      !is_string(table, layout, read<std::uint32_t>(table, 64))) {
    return Refusal{84, "the contract table's sections do not fill it", part.index};
  }
  for (std::uint32_t i = 0; i < layout.owner_count; ++i) {
    if (!owner_is_good(table, layout, i))
      return Refusal{85, "an owner field of the contract table is malformed", part.index};
  }
  for (std::uint32_t i = 0; i < layout.message_count; ++i) {
    if (!message_is_good(table, layout, i, slot_in, slot_out))
      return Refusal{86, "a message of the contract table is malformed", part.index};
  }
  for (std::uint32_t i = 0; i < layout.state_count; ++i) {
    if (!state_is_good(table, layout, i))
      return Refusal{87, "a state or transition of the contract table is malformed", part.index};
  }
  return std::nullopt;
}

}  // namespace kernel
