// Checks the automaton table of one contract, byte by byte, before the monitor is built from it.
// See channel/contract.hpp.
#include "channel/contract.hpp"

namespace kernel {
namespace {

bool is_string(const ContractTable& table, std::uint32_t offset) {
  if (offset < table.strings_at || offset >= table.size) return false;
  for (std::uint64_t at = offset; at < table.size; ++at) {
    if (table.bytes[at] == std::byte{0}) return at > offset && at - offset < 200;
  }
  return false;
}

// Sections follow one another, each 8-aligned with zero padding.
bool sections_are_tight(const ContractTable& table) {
  const std::uint64_t owners = table.messages_at + sizeof(MessageEntry) * table.message_count;
  const std::uint64_t states = owners + sizeof(OwnerEntry) * table.owner_count;
  const std::uint64_t transitions = states + sizeof(StateEntry) * table.state_count;
  const std::uint64_t end =
      transitions + std::uint64_t{2} * table.message_count * table.state_count;
  const bool placed = table.messages_at == sizeof(TableHeader) && table.owners_at == owners &&
                      table.states_at == states && table.transitions_at == transitions &&
                      table.strings_at == round_up(end, 8);
  return placed && table.strings_at <= table.size &&
         all_zero(table.bytes.subspan(end, table.strings_at - end));
}

bool message_is_good(const ContractTable& table, std::uint32_t index) {
  const MessageEntry entry = table.message(index);
  if (entry.direction > 2 || entry.bytes % 8 != 0 || !is_string(table, entry.name_at)) return false;
  if (entry.direction != 1 && entry.bytes > table.slot_bytes_in) return false;
  if (entry.direction != 0 && entry.bytes > table.slot_bytes_out) return false;
  if (!fits(entry.first_owner, entry.owner_count, table.owner_count) || !all_zero(entry.zero) ||
      entry.zero_too != 0)
    return false;
  std::uint64_t end_of_previous = 0;
  for (std::uint32_t i = 0; i < entry.owner_count; ++i) {
    const OwnerEntry owner = table.owner(std::uint32_t{entry.first_owner} + i);
    const std::uint64_t size = owner.kind == OwnerKind::kVector ? 16 : 8;
    if (owner.offset % 8 != 0 || owner.offset < end_of_previous ||
        !fits(owner.offset, size, entry.bytes))
      return false;
    end_of_previous = owner.offset + size;
  }
  return true;
}

bool owner_is_good(const ContractTable& table, std::uint32_t index) {
  const OwnerEntry entry = table.owner(index);
  const bool names_none = entry.contract == std::array<std::uint64_t, 4>{};
  if (entry.kind < OwnerKind::kBlock || entry.kind > OwnerKind::kImporter ||
      entry.flags > (kMayBeNull | kOfItself | kContains) || entry.zero != 0)
    return false;
  if (entry.kind == OwnerKind::kBlock || entry.kind == OwnerKind::kVector)
    return entry.element_bytes != 0 && (entry.flags & kOfItself) == 0 && entry.state == 0 &&
           names_none;
  if ((entry.flags & kContains) != 0) return false;
  return (entry.flags & kOfItself) == 0 || (entry.state < table.state_count && names_none);
}

bool state_is_good(const ContractTable& table, std::uint32_t index) {
  const StateEntry entry = table.state(index);
  if (entry.kind > StateKind::kSend || entry.entry > 1 ||
      (table.base == 0 && entry.base_state != 0) || !is_string(table, entry.name_at))
    return false;
  for (std::uint32_t message = 0; message < table.message_count; ++message) {
    const std::uint16_t next = table.next(index, message);
    if (next == kRefusedTransition) continue;
    const bool other_way =
        table.message(message).direction == (entry.kind == StateKind::kReceive ? 1 : 0);
    if (next >= table.state_count || entry.kind == StateKind::kFinal || other_way) return false;
  }
  return true;
}

}  // namespace

Check check_contract_table(const Part& part) {
  if (part.bytes.size() < sizeof(TableHeader) || read<std::uint64_t>(part.bytes, 0) != kTableMagic)
    return Refusal{80, "the contract table is not one (no BKTABLE1 magic)", part.index};
  const ContractTable table(part.bytes);
  if (table.size != part.bytes.size() || table.size % 8 != 0)
    return Refusal{81, "the contract table's size is wrong", part.index};
  if (table.message_count == 0 || table.message_count > 4096 || table.state_count == 0 ||
      table.state_count > 65534 || table.zero != 0)
    return Refusal{82, "the contract table's header is malformed", part.index};
  const auto good = [](std::uint16_t bound, std::uint32_t slot_bytes) {
    return bound != 0 && bound <= kMaxBound && slot_bytes % 8 == 0 && slot_bytes <= kMaxSlotBytes;
  };
  if (!good(table.bound_in, table.slot_bytes_in) || !good(table.bound_out, table.slot_bytes_out))
    return Refusal{83, "the contract table's queue bounds or slot sizes are out of range",
                   part.index};
  if (!sections_are_tight(table) || !is_string(table, table.name_at))
    return Refusal{84, "the contract table's sections do not fill it", part.index};
  for (std::uint32_t i = 0; i < table.owner_count; ++i) {
    if (!owner_is_good(table, i))
      return Refusal{85, "an owner field of the contract table is malformed", part.index};
  }
  for (std::uint32_t i = 0; i < table.message_count; ++i) {
    if (!message_is_good(table, i))
      return Refusal{86, "a message of the contract table is malformed", part.index};
  }
  for (std::uint32_t i = 0; i < table.state_count; ++i) {
    if (!state_is_good(table, i))
      return Refusal{87, "a state or transition of the contract table is malformed", part.index};
  }
  return std::nullopt;
}

}  // namespace kernel
