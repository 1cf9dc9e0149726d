// From contracts and manifests to what the derivation compares calls with.
#include "bitcode/protocol/conversation.hpp"

#include <algorithm>

#include "contracts/table.hpp"

namespace verifier {
namespace {

using flow::Standing;

std::optional<std::uint16_t> ordinal_of(const Contracts& contracts, const Contract* contract) {
  for (std::size_t i = 0; i < contracts.size(); ++i) {
    if (contracts[i] && &*contracts[i] == contract) return static_cast<std::uint16_t>(i);
  }
  return std::nullopt;
}

class Reader {
 public:
  explicit Reader(const Contracts& contracts) : contracts_(contracts) {
    for (const auto& contract : contracts) {
      if (contract) index_[contract->hash] = &*contract;
    }
  }

  Conversation read(const Contract& contract) {
    Conversation conversation;
    conversation.contract = &contract;
    conversation.id = View(contract.hash).u64(0);
    for (const ContractMessage& message : contract.messages)
      conversation.messages.push_back(read(contract, message));
    if (!contract.base.empty())
      conversation.base = ordinal_of(contracts_, mentioned(contract, contract.base, index_));
    return conversation;
  }

 private:
  ConversationMessage read(const Contract& contract, const ContractMessage& message) {
    ConversationMessage result;
    result.name = message.name;
    const auto layout = layout_of(contract, message.parameters);
    result.bytes = layout ? static_cast<std::uint32_t>((layout->bytes + 7) / 8 * 8) : 0;
    for (const OwnerField& field : owner_fields(contract, message.parameters))
      result.owners.push_back(read(contract, field));
    return result;
  }

  MessageOwner read(const Contract& contract, const OwnerField& field) {
    const ContractType& type = *field.type;
    MessageOwner owner;
    owner.offset = static_cast<std::uint32_t>(field.offset);
    owner.may_be_null = type.may_be_null;
    owner.is_vector = type.kind == ContractType::Kind::kVector;
    owner.is_endpoint = type.element.empty();
    if (!owner.is_endpoint) return owner;
    const Contract* other =
        type.name == "self" ? &contract : mentioned(contract, type.name, index_);
    const auto ordinal = ordinal_of(contracts_, other);
    const auto state = ordinal ? other->state_named(type.state) : std::nullopt;
    if (state) {
      owner.standing = {Standing::kNothing, *ordinal, static_cast<std::uint16_t>(*state),
                        type.kind == ContractType::Kind::kExporter};
    }
    return owner;
  }

  const Contracts& contracts_;
  ContractIndex index_;
};

}  // namespace

std::optional<std::uint16_t> Conversation::next(const Standing& standing,
                                                std::uint64_t message) const {
  const auto& edges = state(standing).edges;
  const auto found = std::ranges::find(edges, message, &ContractEdge::message);
  if (found == edges.end()) return std::nullopt;
  return static_cast<std::uint16_t>(found->next);
}

bool Conversation::may_send(const Standing& standing) const {
  return state(standing).kind ==
         (standing.exporter ? ContractState::Kind::kSend : ContractState::Kind::kReceive);
}

bool Conversation::may_receive(const Standing& standing) const {
  return state(standing).kind ==
         (standing.exporter ? ContractState::Kind::kReceive : ContractState::Kind::kSend);
}

Conversations conversations_of(const Contracts& contracts) {
  Conversations all;
  Reader reader(contracts);
  for (const auto& contract : contracts)
    all.push_back(contract ? reader.read(*contract) : Conversation{});
  return all;
}

// Up the chain of bases, each of which has fewer states to stand in; the bound is against a circle.
bool passes_for(const Conversations& all, Standing one, const Standing& other) {
  one.arrived = Standing::kNothing;
  for (std::size_t i = 0; i <= all.size() && one.is_known(); ++i) {
    if (one == other) return true;
    const Conversation& conversation = all[one.contract];
    if (conversation.contract == nullptr || one.state >= conversation.contract->states.size())
      return false;
    const auto state = conversation.state(one).base_state;
    if (!one.exporter || !conversation.base || !state) return false;
    one.contract = *conversation.base;
    one.state = static_cast<std::uint16_t>(*state);
  }
  return false;
}

std::string text_of(const Conversations& all, const Standing& standing) {
  if (!standing.is_known()) return "an endpoint of a contract that is not known";
  const Conversation& conversation = all[standing.contract];
  return conversation.contract->name + ", " + (standing.exporter ? "exporter" : "importer") +
         " in state " + conversation.state(standing).name;
}

Rights rights_of(const CheckedProgram& program, const Conversations& conversations) {
  Rights rights;
  rights.conversations = &conversations;
  rights.contracts = program.contracts;
  rights.ports = program.manifest.ports;
  rights.irqs = program.manifest.irqs.size();
  rights.devices = program.manifest.ranges.size();
  for (std::size_t i = 0; i < program.manifest.endpoints.size(); ++i) {
    const ManifestEndpoint& endpoint = program.manifest.endpoints[i];
    const auto name = std::ranges::find(program.manifest.contracts, endpoint.contract);
    const auto position = static_cast<std::size_t>(name - program.manifest.contracts.begin());
    rights.endpoints.push_back({Standing::kNothing,
                                static_cast<std::uint16_t>(program.contracts[position]),
                                static_cast<std::uint16_t>(program.states[i]), endpoint.exporter});
  }
  return rights;
}

}  // namespace verifier
