// What is in messages: the owners that the contract declares, on their way out and in.
#include <algorithm>

#include "bitcode/flow/run.hpp"
#include "bitcode/protocol/requirement.hpp"

namespace verifier::flow {
namespace {

std::vector<Target> moved_by(std::vector<Target> places, std::uint32_t offset) {
  for (Target& target : places) (target.is_exact() ? target.offset : target.inner) += offset;
  return places;
}

}  // namespace

// A message that is sent: its size, and each owner in it, which is given away.
void Run::check_message(const llvm::CallInst& call, const Conversation& conversation,
                        std::uint32_t number) {
  const ConversationMessage& message = conversation.messages[number];
  const auto bytes = known_number(call, 3);
  if (!bytes) return;  // reported by its rule
  if (*bytes != message.bytes) {
    return report(442, call,
                  message.name + " has " + std::to_string(message.bytes) + " bytes, not " +
                      std::to_string(*bytes));
  }
  if (*bytes == 0) return;
  const std::vector<Target> where =
      places(value_of(*call.getArgOperand(2), call), *bytes, 1, call, false);
  if (where.empty()) return;
  const auto known = [&](std::uint32_t offset, std::uint32_t size) -> std::optional<std::uint64_t> {
    const Value value = read(moved_by(where, offset), size);
    if (value.bits == kZero && value.tokens.empty()) return 0;
    return value.bits == kConstant ? std::optional(value.constant) : std::nullopt;
  };
  if (const auto broken = broken_requirement(*conversation.contract,
                                             conversation.contract->messages[number], known))
    report(445, call, message.name + " requires " + *broken);
  for (const MessageOwner& owner : message.owners) {
    const std::vector<Target> word = moved_by(where, owner.offset);
    check_owner(call, message, owner, read(word, 8));
    give_away(word, 8, call);
  }
}

void Run::check_owner(const llvm::CallInst& call, const ConversationMessage& message,
                      const MessageOwner& owner, const Value& word) {
  const std::string place = message.name + ", offset " + std::to_string(owner.offset) + ": ";
  const Kind wanted = owner.is_endpoint ? Kind::endpoint : Kind::block;
  const bool weak = word.has(kForeign) && (word.kinds & kind_bit(wanted)) != 0;
  if (word.is_pointer() || (word.has(kPlain | kConstant | kUninit | kLength) && !weak))
    report(429, call, place + "a number where " + std::string(meaning_of(wanted)) + " must be");
  const bool refused = (word.emptied & kNoneMade) != 0;  // by the quota: the kernel looks for that
  if (word.bits == kZero && word.tokens.empty() && !owner.may_be_null && !refused)
    report(442, call, place + "nothing where " + std::string(meaning_of(wanted)) + " must be");
  if (owner.is_endpoint && weak && word.tokens.empty())
    analysis_.report_if_last(441, call, place + "which of several it is was lost");
  const Conversations& all = *analysis_.rights()->conversations;
  for (const TokenRef& reference : word.tokens) {
    const Token& token = state_.tokens[static_cast<std::size_t>(reference.id)];
    if (reference.dead) continue;  // give_away() tells
    if (token.kind != wanted) {
      report(442, call, place + std::string(name_of(token.kind)) + " is given away there");
      continue;
    }
    if (!owner.is_endpoint) continue;
    if (reference.standings.empty()) analysis_.report_if_last(441, call, "no path gives one");
    for (const Standing& standing : reference.standings) {
      if (!passes_for(all, standing, owner.standing))
        report(442, call, place + text_of(all, standing) + ", not " + text_of(all, owner.standing));
    }
  }
}

// The endpoint whose last message lies where the parameter points, from its first byte on.
std::optional<TokenId> Run::message_at(const llvm::CallInst& call, unsigned index,
                                       std::uint64_t bytes) {
  const std::vector<Target> where =
      places(value_of(*call.getArgOperand(index), call), bytes, 1, call, false);
  if (where.size() != 1 || !where[0].is_exact() || look_at(where[0].object)->is_shared)
    return std::nullopt;
  for (const Segment& segment : look_at(where[0].object)->content->segments()) {
    if (segment.offset == where[0].offset && segment.size >= bytes &&
        segment.value.bits == kForeign && segment.value.tag_of >= 0)
      return segment.value.tag_of;
  }
  return std::nullopt;
}

// What may have come, by the paths that lead here: one message, or some of the same form.
const ConversationMessage* Run::arrived_message(const llvm::CallInst& call, TokenId endpoint) {
  const Conversations& all = *analysis_.rights()->conversations;
  const Token& token = state_.tokens[static_cast<std::size_t>(endpoint)];
  const ConversationMessage* found = nullptr;
  if (token.standings.empty()) report(443, call, "the endpoint that it came over is gone");
  for (const Standing& standing : token.standings) {
    if (!standing.is_known() || standing.arrived < 0) {
      report(443, call, "it is not certain that a message came");
      return nullptr;
    }
    const ConversationMessage& message =
        all[standing.contract].messages[static_cast<std::size_t>(standing.arrived)];
    if (found != nullptr && (found->bytes != message.bytes || found->owners != message.owners)) {
      report(443, call, "it could be " + found->name + " or " + message.name);
      return nullptr;
    }
    found = &message;
  }
  return found;
}

// A message is unpacked once: its owners come to be here.
void Run::unpack(const llvm::CallInst& call) {
  const auto bytes = known_number(call, 2);
  if (!bytes || *bytes == 0) return;
  const std::vector<Target> source =
      places(value_of(*call.getArgOperand(0), call), *bytes, 1, call, false);
  const std::vector<Target> where =
      places(value_of(*call.getArgOperand(1), call), *bytes, 1, call, true);
  const bool nothing = std::ranges::all_of(slice(source, *bytes), [](const Segment& piece) {
    return piece.value.bits == kZero && piece.value.tokens.empty();
  });
  if (nothing) return write(where, *bytes, Value::of(kZero), call);
  write(where, *bytes, Value::of(kPlain), call);
  const auto endpoint = message_at(call, 0, *bytes);
  if (!endpoint) return report(443, call, "it is not what a receive put there, or not once");
  const ConversationMessage* message = arrived_message(call, *endpoint);
  if (message == nullptr) return;
  if (message->bytes != *bytes)
    return report(443, call, message->name + " has " + std::to_string(message->bytes) + " bytes");
  for (unsigned i = 0; i < message->owners.size(); ++i) {
    const MessageOwner& owner = message->owners[i];
    Token token;
    token.kind = owner.is_endpoint ? Kind::endpoint : Kind::block;
    token.live = must_be_consumed(token.kind);
    if (owner.is_endpoint) token.standings = {owner.standing};
    const TokenId id = make_token(call, i + 1, std::move(token));
    Value word = Value::token(id);
    word.tokens[0].standings = state_.tokens[static_cast<std::size_t>(id)].standings;
    if (owner.may_be_null) word.bits |= kZero;
    write(moved_by(where, owner.offset), 8, word, call);
  }
  state_.for_each_value([&endpoint](Value& value) {
    if (value.tag_of == *endpoint && value.has(kForeign)) value = Value::of(kPlain);
  });
  state_.tokens[static_cast<std::size_t>(*endpoint)].touched = true;
}

}  // namespace verifier::flow
