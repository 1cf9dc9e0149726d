// Calls that move a conversation on: each must be an edge of the contract's automaton, from every
// state that the endpoint may be in there.
#include <algorithm>

#include "bitcode/flow/run.hpp"

namespace verifier::flow {
namespace {

constexpr std::int32_t kTagClosed = -1, kTagTimedOut = -2;  // kernel/abi/errors.hpp

std::string name_of_message(const Conversation& conversation, std::uint64_t number) {
  return number < conversation.messages.size() ? conversation.messages[number].name
                                               : "number " + std::to_string(number);
}

}  // namespace

bool Run::converse(const llvm::CallInst& call, std::string_view primitive, Value& result) {
  if (analysis_.rights() == nullptr) return true;
  if (primitive == "sip_channel_send") return send(call);
  if (primitive == "sip_channel_receive") return receive(call, 1, result);
  if (primitive == "sip_channel_exchange") return send(call) && receive(call, 4, result);
  if (primitive == "sip_message_load")
    unpack(call);
  else if (primitive == "sip_channel_create")
    begin_channel(call);
  else if (primitive == "sip_start_endpoint")
    begin_start_endpoint(call, result);
  else if (primitive == "sip_cell_take_endpoint")
    take_kept(result);
  else
    check_rights(call, primitive);
  return true;
}

std::optional<std::uint64_t> Run::known_number(const llvm::CallInst& call, unsigned index) {
  const Value value = value_of(*call.getArgOperand(index), call);
  if (value.bits == kZero && value.tokens.empty()) return 0;
  if (value.bits != kConstant) return std::nullopt;
  return value.constant;
}

Run::Holders Run::holders_of(const llvm::CallInst& call) {
  Holders holders;
  const Value value = value_of(*call.getArgOperand(0), call);
  for (const TokenRef& reference : value.tokens) {
    const Token& token = state_.tokens[static_cast<std::size_t>(reference.id)];
    if (!reference.dead && token.kind == Kind::endpoint) holders.tokens.push_back(reference);
  }
  holders.only = holders.tokens.size() == 1 &&
                 !state_.tokens[static_cast<std::size_t>(holders.tokens[0].id)].many;
  // Endpoints in cells are known only when all that is put there was seen.
  holders.any = !value.tokens.empty() || !value.has(kForeign);
  if (!holders.any) analysis_.report_if_last(441, call, "which of several it is was lost");
  return holders;
}

// `step(from, next)` appends where a possibility leads. False: nowhere, so the kernel ends the SIP.
template <class Step>
bool Run::advance(const llvm::CallInst& call, const Holders& holders, Step&& step) {
  bool goes_on = holders.tokens.empty() && holders.any;
  for (const TokenRef& holder : holders.tokens) {
    Standings after;
    for (const Standing& from : holder.standings) {
      if (from.is_known())
        step(from, after);
      else
        report(441, call, "it could be in any state of any contract");
    }
    if (holder.standings.empty()) analysis_.report_if_last(441, call, "no path gives one");
    goes_on = goes_on || !after.empty();
    Token& token = state_.tokens[static_cast<std::size_t>(holder.id)];
    // Of several instances only one moved on: the others stand where they stood.
    if (!holders.only) {
      after.insert(after.end(), token.standings.begin(), token.standings.end());
      after.insert(after.end(), holder.standings.begin(), holder.standings.end());
      for (Standing& standing : after) standing.arrived = Standing::kNothing;
    }
    put_in_order(after);
    token.touched = true;
    state_.stand(holder.id, after);
  }
  return goes_on;
}

// What a callee may meet: where those stand that are held anywhere here. More than one holder of a
// handle there is only on different paths.
void Run::gather_standings(const std::vector<TokenId>& sources, std::vector<Token>& tokens) {
  std::map<TokenId, Standings> found;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == Kind::endpoint) found[sources[i]];
  }
  if (found.empty()) return;
  const auto gather = [&](const Value& value) {
    for (const TokenRef& reference : value.tokens) {
      const auto place = found.find(reference.id);
      if (place != found.end()) place->second = union_of(place->second, reference.standings);
    }
  };
  for (const auto& [name, value] : state_.values) gather(value);
  for (const Object& object : state_.objects) {
    if (!object.content) continue;
    for (const Segment& segment : object.content->segments()) gather(segment.value);
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto place = found.find(sources[i]);
    if (place != found.end() && !place->second.empty()) tokens[i].standings = place->second;
  }
}

bool Run::send(const llvm::CallInst& call) {
  const auto number = known_number(call, 1);
  const Holders holders = holders_of(call);
  if (!number) {
    report(440, call, "the number of the message is not a constant");
    return false;
  }
  const Conversations& all = *analysis_.rights()->conversations;
  std::set<std::uint16_t> contracts;
  const bool goes_on = advance(call, holders, [&](const Standing& from, Standings& after) {
    const Conversation& conversation = all[from.contract];
    const auto next = conversation.may_send(from) ? conversation.next(from, *number) : std::nullopt;
    if (!next) {
      return report(440, call,
                    text_of(all, from) + ": it sends " + name_of_message(conversation, *number));
    }
    contracts.insert(from.contract);
    after.push_back({Standing::kNothing, from.contract, *next, from.exporter});
  });
  for (const std::uint16_t contract : contracts)
    check_message(call, all[contract], static_cast<std::uint32_t>(*number));
  return goes_on;
}

bool Run::receive(const llvm::CallInst& call, unsigned buffer, Value& result) {
  const auto capacity = known_number(call, buffer + 1);
  if (!capacity) return true;  // reported by its rule
  const Conversations& all = *analysis_.rights()->conversations;
  const Holders holders = holders_of(call);
  for (const TokenRef& holder : holders.tokens) state_.forget_message(holder.id);
  const bool goes_on = advance(call, holders, [&](const Standing& from, Standings& after) {
    const Conversation& conversation = all[from.contract];
    if (!conversation.may_receive(from))
      return report(440, call, text_of(all, from) + ": it receives");
    for (const ContractEdge& edge : conversation.state(from).edges) {
      if (conversation.messages[edge.message].bytes > *capacity)
        report(442, call, "there is no room for " + conversation.messages[edge.message].name);
      after.push_back({static_cast<std::int32_t>(edge.message), from.contract,
                       static_cast<std::uint16_t>(edge.next), from.exporter});
    }
    for (const std::int32_t nothing : {kTagClosed, kTagTimedOut})
      after.push_back({nothing, from.contract, from.state, from.exporter});
  });
  if (!holders.only) return goes_on;
  // The number that came, and the bytes, are known by the endpoint that they came over.
  result = Value::of(0);
  result.tag_of = holders.tokens[0].id;
  Value message = Value::of(kForeign);
  message.tag_of = holders.tokens[0].id;
  const std::vector<Target> room =
      places(value_of(*call.getArgOperand(buffer), call), *capacity, 1, call, true);
  if (room.size() == 1 && room[0].is_exact()) write(room, *capacity, message, call);
  return goes_on;
}

void Run::begin_channel(const llvm::CallInst& call) {
  const auto id = known_number(call, 0), state = known_number(call, 1);
  const Rights& rights = *analysis_.rights();
  Standing begin;
  for (const std::uint32_t ordinal : rights.contracts) {
    const Conversation& conversation = (*rights.conversations)[ordinal];
    if (!id || !state || conversation.contract == nullptr || conversation.id != *id) continue;
    const auto& states = conversation.contract->states;
    if (*state < states.size() && states[*state].entry)
      begin = {Standing::kNothing, static_cast<std::uint16_t>(ordinal),
               static_cast<std::uint16_t>(*state), false};
  }
  if (!begin.is_known())
    report(444, call, "a channel of a contract, or in a state, that the manifest does not name");
  // `out` parameters make their handles by their position, see use_memory().
  for (const unsigned parameter : {2U, 3U}) {
    begin.exporter = parameter == 3;
    const auto made = made_tokens_.find({&call, parameter + 1});
    if (made != made_tokens_.end()) this->begin(made->second, begin);
  }
}

void Run::begin_start_endpoint(const llvm::CallInst& call, Value& result) {
  const auto index = known_number(call, 0);
  const Rights& rights = *analysis_.rights();
  const bool given = index && *index < rights.endpoints.size();
  if (!given) report(444, call, "an endpoint that the manifest does not name");
  for (TokenRef& token : result.tokens) {
    begin(token.id, given ? rights.endpoints[*index] : Standing{});
    token.standings = state_.tokens[static_cast<std::size_t>(token.id)].standings;
  }
}

// A token that stands for others too keeps where those stand.
void Run::begin(TokenId id, const Standing& standing) {
  const Token& token = state_.tokens[static_cast<std::size_t>(id)];
  state_.stand(id, token.many ? union_of(token.standings, {standing}) : Standings{standing});
}

// Of ports and lines only constants are compared; the kernel compares them all.
void Run::check_rights(const llvm::CallInst& call, std::string_view primitive) {
  const Rights& rights = *analysis_.rights();
  const auto number = call.arg_size() == 0 ? std::nullopt : known_number(call, 0);
  bool granted = true;
  if (primitive == "sip_port_read" || primitive == "sip_port_write") {
    const std::uint64_t width = known_number(call, 1).value_or(1);
    granted = std::ranges::any_of(rights.ports, [&](const ManifestPorts& range) {
      return !number || (*number >= range.first && *number + width - 1 <= range.last);
    });
  } else if (primitive == "sip_irq_event" || primitive == "sip_irq_unmask") {
    granted = rights.irqs != 0 && (!number || *number < rights.irqs);
  } else if (primitive == "sip_device_map") {
    granted = rights.devices != 0 && (!number || *number < rights.devices);
  }
  if (!granted)
    report(446, call,
           std::string(primitive) + (number ? " of " + std::to_string(*number) : std::string()));
}

}  // namespace verifier::flow
