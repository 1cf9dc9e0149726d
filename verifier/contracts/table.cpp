// Lays the table out as docs/formats/contract.md says; strings in the order contract, messages,
// states.
#include "contracts/table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "contracts/canonical_reader.hpp"

namespace verifier {
namespace {

constexpr std::uint32_t kLargestMessage = 2048;

class TableDeriver {
 public:
  TableDeriver(const Contract& contract, const ContractIndex& index)
      : contract_(contract), index_(index) {}

  TableResult derive() {
    collect();
    if (!error_.empty()) return {{}, error_};
    put_header();
    for (std::size_t i = 0; i < contract_.messages.size(); ++i) put_message(i);
    for (const OwnerField& owner : owners_) put_owner(owner);
    for (const ContractState& state : contract_.states) {
      put(name_offset(), 4)
          .put(static_cast<std::uint64_t>(state.kind), 1)
          .put(state.entry ? 1 : 0, 1)
          .put(state.base_state ? *state.base_state + 1 : 0, 2);
      add_name(state.name);
    }
    put_transitions();
    bytes_.insert(bytes_.end(), strings_.begin(), strings_.end());
    align();
    for (unsigned i = 0; i < 4; ++i)
      bytes_[40 + i] = static_cast<std::uint8_t>(bytes_.size() >> (8 * i));
    return {std::move(bytes_), error_};
  }

 private:
  TableDeriver& put(std::uint64_t value, unsigned width) {
    for (unsigned i = 0; i < width; ++i)
      bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    return *this;
  }
  void align() { bytes_.resize((bytes_.size() + 7) / 8 * 8); }
  [[nodiscard]] std::uint64_t name_offset() const { return strings_at_ + strings_.size(); }
  void add_name(const std::string& name) { strings_ += name + '\0'; }

  // Message sizes, owner fields and section offsets.
  void collect() {
    for (const ContractMessage& message : contract_.messages) {
      const std::uint64_t bytes = (layout_of(contract_, message.parameters)->bytes + 7) / 8 * 8;
      if (bytes > kLargestMessage)
        error_ = fmt::format("message {} has {} bytes; 2048 is the most", message.name, bytes);
      message_bytes_.push_back(bytes);
      if (!error_.empty()) return;
      first_owner_.push_back(owners_.size());
      std::ranges::copy(owner_fields(contract_, message.parameters), std::back_inserter(owners_));
      if (owners_.size() > 0xffff) error_ = "more than 65535 owner fields";
    }
    first_owner_.push_back(owners_.size());
    messages_at_ = 96;
    owners_at_ = messages_at_ + contract_.messages.size() * 24;
    states_at_ = owners_at_ + owners_.size() * 48;
    transitions_at_ = states_at_ + contract_.states.size() * 8;
    const std::uint64_t transitions = contract_.states.size() * contract_.messages.size() * 2;
    if (transitions > (64u << 20)) error_ = "the table would exceed 64 MiB";
    strings_at_ = (transitions_at_ + transitions + 7) / 8 * 8;
  }

  [[nodiscard]] std::uint64_t slot_bytes(ContractMessage::Direction other) const {
    std::uint64_t most = 0;
    for (std::size_t i = 0; i < contract_.messages.size(); ++i) {
      if (contract_.messages[i].direction != other) most = std::max(most, message_bytes_[i]);
    }
    return most;
  }

  void put_header() {
    for (const char c : std::string_view("BKTABLE1")) put(static_cast<std::uint8_t>(c), 1);
    bytes_.insert(bytes_.end(), contract_.hash.begin(), contract_.hash.end());
    put(0, 4)
        .put(contract_.messages.size(), 2)
        .put(contract_.states.size(), 2)
        .put(owners_.size(), 2)
        .put(0, 2);
    put(contract_.bound_in, 2).put(contract_.bound_out, 2);
    put(slot_bytes(ContractMessage::Direction::kOut), 4)
        .put(slot_bytes(ContractMessage::Direction::kIn), 4);
    put(name_offset(), 4);
    add_name(contract_.name);
    put(messages_at_, 4)
        .put(owners_at_, 4)
        .put(states_at_, 4)
        .put(transitions_at_, 4)
        .put(strings_at_, 4)
        .put(base_id(), 8);
  }

  std::uint64_t base_id() {
    if (contract_.base.empty()) return 0;
    if (const auto hash = hash_of_hex(contract_.base)) return View(*hash).u64(0);
    const Contract* base = mentioned(contract_, contract_.base, index_);
    if (base == nullptr)
      error_ = fmt::format("it is derived from {}, which the image does not hold", contract_.base);
    return base == nullptr ? 0 : View(base->hash).u64(0);
  }

  void put_message(std::size_t index) {
    const ContractMessage& message = contract_.messages[index];
    put(name_offset(), 4)
        .put(message_bytes_[index], 4)
        .put(static_cast<std::uint64_t>(message.direction), 1)
        .put(0, 3);
    put(first_owner_[index], 2).put(first_owner_[index + 1] - first_owner_[index], 2).put(0, 8);
    add_name(message.name);
  }

  std::uint64_t owner_kind(const ContractType& type) const {
    switch (type.kind) {
      case ContractType::Kind::kBlock:
        return 1;
      case ContractType::Kind::kVector:
        return 2;
      case ContractType::Kind::kExporter:
        return 3;
      default:
        return 4;
    }
  }

  // The contract of an endpoint and its hash as stored: zero for this same contract.
  const Contract* endpoint_contract(const ContractType& type, Hash& hash) {
    hash = {};
    if (type.name == "self") return &contract_;
    const Contract* found = mentioned(contract_, type.name, index_);
    if (found != nullptr) hash = found->hash;
    return found;
  }

  void put_owner(const OwnerField& owner) {
    const ContractType& type = *owner.type;
    Hash hash{};
    std::uint64_t state = 0, element_bytes = 0;
    const bool contains = !type.element.empty() && is_owner(contract_, type.element.front());
    if (!type.element.empty()) {
      element_bytes = layout_of(contract_, type.element.front()).value_or(Layout{0, 1}).bytes;
    } else {
      const Contract* contract = endpoint_contract(type, hash);
      const auto number = contract != nullptr ? contract->state_named(type.state) : std::nullopt;
      if (!number)
        error_ = fmt::format(
            "it passes endpoints in state {} of contract {}, which the image does not hold",
            type.state, type.name);
      state = number.value_or(0);
    }
    put(owner.offset, 4)
        .put(owner_kind(type), 1)
        .put((type.may_be_null ? 1u : 0u) | (type.name == "self" ? 2u : 0u) | (contains ? 4u : 0u),
             1);
    put(state, 2).put(element_bytes, 4).put(0, 4);
    bytes_.insert(bytes_.end(), hash.begin(), hash.end());
  }

  void put_transitions() {
    constexpr std::uint32_t kRefused = 0xffff;
    for (const ContractState& state : contract_.states) {
      std::vector<std::uint32_t> row(contract_.messages.size(), kRefused);
      for (const ContractEdge& edge : state.edges) row[edge.message] = edge.next;
      for (const std::uint32_t next : row) put(next, 2);
    }
    align();
  }

  const Contract& contract_;
  const ContractIndex& index_;
  std::vector<std::uint64_t> message_bytes_, first_owner_;
  std::vector<OwnerField> owners_;
  std::uint64_t messages_at_ = 0, owners_at_ = 0, states_at_ = 0, transitions_at_ = 0,
                strings_at_ = 0;
  std::vector<std::uint8_t> bytes_;
  std::string strings_, error_;
};

}  // namespace

const Contract* mentioned(const Contract& contract, std::string_view mention,
                          const ContractIndex& index) {
  if (const auto hash = hash_of_hex(mention)) {
    const auto found = index.find(*hash);
    return found == index.end() ? nullptr : found->second;
  }
  const std::string_view name = mention.substr(mention.find(':') + 1);
  for (const auto& [hash, other] : index) {
    if (other->name == name && other->members == contract.members) return other;
  }
  return nullptr;
}

TableResult derive_table(const Contract& contract, const ContractIndex& index) {
  return TableDeriver(contract, index).derive();
}

}  // namespace verifier
