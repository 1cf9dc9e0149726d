// Lays the table out section by section: messages, owner fields, states, transitions, strings, each
// 8-aligned.
#include "emit/table.hpp"

#include <algorithm>

namespace contracts {
namespace {

constexpr std::size_t kHeaderBytes = 96;
constexpr std::size_t kMessageBytes = 24;
constexpr std::size_t kOwnerBytes = 48;
constexpr std::size_t kStateBytes = 8;
constexpr std::uint16_t kRefused = 0xFFFF;

struct Owner {
  std::uint32_t offset;
  const Type* type;
};

void collect_owners(const Type& type, std::uint32_t offset, std::vector<Owner>& owners) {
  if (type.is_endpoint() || type.is_exchange_owner()) owners.push_back({offset, &type});
  if (type.kind == Type::Kind::kStruct)
    for (const Field& field : type.structure->fields)
      collect_owners(field.type, offset + field.offset, owners);
}

class TableWriter {
 public:
  explicit TableWriter(const Contract& contract) : contract_(contract) {
    for (const Message* message : contract.all_messages) {
      first_owner_.push_back(owners_.size());
      for (const Field& param : message->params) collect_owners(param.type, param.offset, owners_);
    }
    first_owner_.push_back(owners_.size());
  }

  std::string write() {
    const std::size_t messages = contract_.all_messages.size(),
                      states = contract_.automaton.states.size();
    at_messages_ = kHeaderBytes;
    at_owners_ = at_messages_ + messages * kMessageBytes;
    at_states_ = at_owners_ + owners_.size() * kOwnerBytes;
    at_transitions_ = at_states_ + states * kStateBytes;
    at_strings_ = aligned(at_transitions_ + states * messages * 2);
    bytes_.assign(at_strings_, '\0');
    const std::uint32_t name = add_string(contract_.qualified);
    write_messages();
    write_owners();
    write_states();
    bytes_.resize(aligned(bytes_.size()), '\0');
    write_header(name);
    return std::move(bytes_);
  }

 private:
  static std::size_t aligned(std::size_t offset) { return (offset + 7) / 8 * 8; }

  void put(std::size_t at, std::uint64_t value, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) bytes_[at + i] = static_cast<char>(value >> (8 * i));
  }

  std::uint32_t add_string(const std::string& text) {
    const auto at = static_cast<std::uint32_t>(bytes_.size());
    bytes_ += text;
    bytes_.push_back('\0');
    return at;
  }

  std::uint32_t slot_bytes(Direction excluded) const {
    std::uint32_t most = 0;
    for (const Message* message : contract_.all_messages)
      if (message->direction != excluded) most = std::max(most, message->bytes);
    return most;
  }

  void write_header(std::uint32_t name) {
    std::copy_n("BKTABLE1", 8, bytes_.begin());
    std::copy(contract_.hash.begin(), contract_.hash.end(), bytes_.begin() + 8);
    put(40, bytes_.size(), 4);
    put(44, contract_.all_messages.size(), 2);
    put(46, contract_.automaton.states.size(), 2);
    put(48, owners_.size(), 2);
    put(52, contract_.bound_in, 2);
    put(54, contract_.bound_out, 2);
    put(56, slot_bytes(Direction::kOut), 4);
    put(60, slot_bytes(Direction::kIn), 4);
    put(64, name, 4);
    put(68, at_messages_, 4);
    put(72, at_owners_, 4);
    put(76, at_states_, 4);
    put(80, at_transitions_, 4);
    put(84, at_strings_, 4);
    if (contract_.base != nullptr)
      std::copy_n(contract_.base->hash.begin(), 8, bytes_.begin() + 88);
  }

  void write_messages() {
    for (std::size_t i = 0; i < contract_.all_messages.size(); ++i) {
      const Message& message = *contract_.all_messages[i];
      const std::size_t at = at_messages_ + i * kMessageBytes;
      put(at, add_string(message.name.text), 4);
      put(at + 4, message.bytes, 4);
      put(at + 8, static_cast<std::uint64_t>(message.direction), 1);
      put(at + 12, first_owner_[i], 2);
      put(at + 14, first_owner_[i + 1] - first_owner_[i], 2);
    }
  }

  void write_owners() {
    for (std::size_t i = 0; i < owners_.size(); ++i) {
      const std::size_t at = at_owners_ + i * kOwnerBytes;
      const Type& type = *owners_[i].type;
      put(at, owners_[i].offset, 4);
      put(at + 4, kind_of(type), 1);
      const bool own = type.is_endpoint() && type.contract == &contract_;
      const bool contains = type.element && is_linear(*type.element);
      put(at + 5, (type.nullable ? 1u : 0u) | (own ? 2u : 0u) | (contains ? 4u : 0u), 1);
      if (type.is_endpoint()) {
        put(at + 6, state_number(type), 2);
        if (!own)
          std::copy(type.contract->hash.begin(), type.contract->hash.end(),
                    bytes_.begin() + static_cast<std::ptrdiff_t>(at + 16));
      } else {
        put(at + 8, layout_of(*type.element).bytes, 4);
      }
    }
  }

  static std::uint64_t kind_of(const Type& type) {
    switch (type.kind) {
      case Type::Kind::kBlock:
        return 1;
      case Type::Kind::kVector:
        return 2;
      case Type::Kind::kExporter:
        return 3;
      default:
        return 4;
    }
  }

  static std::size_t state_number(const Type& type) {
    const auto& states = type.contract->automaton.states;
    const auto found = std::ranges::find(states, type.state, &AutomatonState::name);
    return static_cast<std::size_t>(found - states.begin());
  }

  void write_states() {
    const auto& states = contract_.automaton.states;
    const std::size_t messages = contract_.all_messages.size();
    for (std::size_t i = 0; i < states.size(); ++i) {
      const std::size_t at = at_states_ + i * kStateBytes;
      put(at, add_string(states[i].name), 4);
      put(at + 4, static_cast<std::uint64_t>(states[i].kind), 1);
      put(at + 5, states[i].entry ? 1 : 0, 1);
      if (!contract_.base_states.empty() && contract_.base_states[i])
        put(at + 6, *contract_.base_states[i] + 1, 2);
      for (std::size_t m = 0; m < messages; ++m)
        put(at_transitions_ + (i * messages + m) * 2, kRefused, 2);
      for (const Edge& edge : states[i].edges)
        put(at_transitions_ + (i * messages + edge.message) * 2, edge.next, 2);
    }
  }

  const Contract& contract_;
  std::vector<Owner> owners_;
  std::vector<std::size_t> first_owner_;
  std::string bytes_;
  std::size_t at_messages_ = 0, at_owners_ = 0, at_states_ = 0, at_transitions_ = 0,
              at_strings_ = 0;
};

}  // namespace

std::string table_bytes(const Contract& contract) {
  return TableWriter(contract).write();
}

}  // namespace contracts
