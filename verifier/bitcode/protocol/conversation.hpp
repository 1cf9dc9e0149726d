// Contracts as the protocol check needs them, made from their canonical texts, and what a program's
// manifest lets it say and reach. Holds no LLVM.
#pragma once
#include <optional>
#include <string>

#include "bitcode/protocol/standing.hpp"
#include "system/system.hpp"

namespace verifier {

// A word of a message that owns something.
struct MessageOwner {
  std::uint32_t offset = 0;
  bool is_endpoint = false, is_vector = false, may_be_null = false;
  flow::Standing standing;  // of an endpoint
  bool operator==(const MessageOwner&) const = default;
};

struct ConversationMessage {
  std::string name;
  std::uint32_t bytes = 0;
  std::vector<MessageOwner> owners;
};

struct Conversation {
  const Contract* contract = nullptr;
  std::uint64_t id = 0;
  std::vector<ConversationMessage> messages;
  std::optional<std::uint16_t> base;  // the contract it is derived from, among the image's

  [[nodiscard]] const ContractState& state(const flow::Standing& standing) const {
    return contract->states[standing.state];
  }
  // The state that the message leads to.
  [[nodiscard]] std::optional<std::uint16_t> next(const flow::Standing& standing,
                                                  std::uint64_t message) const;
  // Whether it is the turn of the side that the standing names.
  [[nodiscard]] bool may_send(const flow::Standing& standing) const;
  [[nodiscard]] bool may_receive(const flow::Standing& standing) const;
};

using Conversations = std::vector<Conversation>;

// By the ordinals of the image's contracts; one that could not be read has none of anything.
Conversations conversations_of(const Contracts& contracts);
// Whether an endpoint that stands at `one` is what is declared as `other`: the same, or derived.
bool passes_for(const Conversations& all, flow::Standing one, const flow::Standing& other);
// "C1, importer in state Pending".
std::string text_of(const Conversations& all, const flow::Standing& standing);

// What a manifest gives to a program's code.
struct Rights {
  const Conversations* conversations = nullptr;
  std::vector<std::uint32_t> contracts;   // of which it may make channels
  std::vector<flow::Standing> endpoints;  // that it starts with
  std::vector<ManifestPorts> ports;
  std::size_t irqs = 0, devices = 0;
};
Rights rights_of(const CheckedProgram& program, const Conversations& conversations);

}  // namespace verifier
