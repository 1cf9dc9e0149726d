// One small function per piece of text. What the automaton allows in a state becomes an overload;
// for everything else there is one deleted function whose message says what the state does allow.
#include "emit/cpp_endpoints.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "emit/cpp_received.hpp"
#include "emit/cpp_terms.hpp"
#include "emit/cpp_types.hpp"

namespace contracts {
namespace {

/// Lengths of vectors are never constants, and diagnose_if refuses conditions that never can be.
bool can_be_constant(const Term& term) {
  return term.kind != Term::Kind::kLength && std::ranges::all_of(term.operands, can_be_constant);
}

/// One endpoint class: a side in a state.
class EndpointWriter {
 public:
  explicit EndpointWriter(const SideInState& side) : side_(side) {}

  std::string class_text() const {
    const bool ends = side_.role() == Role::kEnds;
    const char* base = ends ? "FinalEndpoint" : "Endpoint";
    std::string out = fmt::format("/// {} in state {}: {}.\n",
                                  side_.side == Side::kImporter ? "The importer" : "The exporter",
                                  side_.state.name, side_.abilities());
    out += fmt::format(
        "template <>\nclass [[clang::annotate(\"sip::linear\")]]{} {} final : public "
        "::sip::detail::{} {{\n public:\n  using {}::{};\n",
        ends ? "" : " [[clang::annotate(\"sip::must_consume\")]]", side_.type(), base, base, base);
    if (side_.role() == Role::kSends)
      for (const Edge& edge : side_.state.edges)
        out += declaration("send", side_.type_in(edge.next), edge) + exchange_declaration(edge);
    if (side_.role() == Role::kReceives)
      out += cpp_arrivals(side_) +
             fmt::format(
                 "  [[nodiscard]] {} receive() &&;\n"
                 "  [[nodiscard]] {} receive_until(::sip::Deadline deadline) &&;\n",
                 side_.received("kForever"), side_.received("kUntil"));
    return out + refusals() + as_base() + "};\n" +
           fmt::format("static_assert(sizeof({}) == 8);\n\n", side_.type());
  }

  std::string bodies() const {
    std::string out;
    if (side_.role() == Role::kSends)
      for (const Edge& edge : side_.state.edges) out += send_body(edge) + exchange_body(edge);
    if (side_.role() == Role::kReceives)
      out += fmt::format(
          "inline {0} {1}::receive() && {{ return {0}(take(), ::sip::detail::kNoDeadline); }}\n"
          "inline {2} {1}::receive_until(::sip::Deadline deadline) && {{ return {2}(take(), "
          "deadline.nanoseconds()); }}\n\n",
          side_.received("kForever"), side_.type(), side_.received("kUntil"));
    return out;
  }

 private:
  /// The functions that do not exist, so that calling one says what does.
  std::string refusals() const {
    const std::string who = side_.who();
    const std::string pronoun =
        side_.role() == Role::kEnds ? side_.abilities() : "it " + side_.abilities();
    const std::string no_send = side_.role() == Role::kSends
                                    ? fmt::format("{} {}, nothing else", who, side_.abilities())
                                    : fmt::format("{} cannot send; {}", who, pronoun);
    std::string out = fmt::format(
        "  template <class Message>\n  void send(Message&&) && = delete(\"{}\");\n"
        "  template <class Message>\n  void exchange(Message&&) && = delete(\"{}\");\n",
        cpp_quoted(no_send), cpp_quoted(no_exchange(no_send)));
    if (side_.role() != Role::kReceives)
      out += fmt::format(
          "  void receive() && = delete(\"{0} cannot receive; {1}\");\n"
          "  void receive_until(::sip::Deadline) && = delete(\"{0} cannot receive; {1}\");\n",
          cpp_quoted(who), cpp_quoted(pronoun));
    return out;
  }

  /// Messages after which this side receives.
  bool can_exchange(const Edge& edge) const { return side_.after(edge).role() == Role::kReceives; }

  std::string no_exchange(const std::string& no_send) const {
    if (side_.role() != Role::kSends ||
        std::ranges::all_of(side_.state.edges,
                            [&](const Edge& edge) { return can_exchange(edge); }))
      return no_send;
    return side_.who() + " exchanges only a message after which it receives; send() this one";
  }

  /// The exporter as one of the base contract, where whatever the base's protocol lets it do next
  /// is allowed here too.
  std::string as_base() const {
    const Contract* base = side_.contract.base;
    if (base == nullptr || side_.side == Side::kImporter) return "";
    const auto state = side_.contract.base_states[side_.index];
    if (!state)
      return fmt::format("  void as_base() && = delete(\"{} is no exporter of {}\");\n",
                         cpp_quoted(side_.who()), cpp_quoted(base->qualified));
    const std::string path = cpp_path(base->qualified);
    const std::string type =
        fmt::format("{0}::Exp<{0}::{1}>", path, cpp_names_of(*base).states[*state]);
    return fmt::format(
        "  /// The same endpoint for code that knows {0} only.\n"
        "  [[nodiscard]] {1} as_base() && {{ return {1}(::sip::detail::Adopt{{}}, take()); }}\n",
        base->qualified, type);
  }

  std::string exchange_declaration(const Edge& edge) const {
    if (!can_exchange(edge)) return "";
    return "  /// send() and the receive() after it, in one kernel call.\n" +
           declaration("exchange", side_.after(edge).received("kForever"), edge);
  }

  std::string declaration(const char* function, const std::string& result, const Edge& edge) const {
    const Message& message = side_.message(edge);
    std::string out = fmt::format("  [[nodiscard]] {} {}({} message) &&", result, function,
                                  side_.message_type(edge));
    // A message that holds an endpoint of this contract is not complete here; its conditions are
    // checked at run time only.
    if (!holds_own_endpoint(message, side_.contract))
      for (std::size_t i = 0; i < message.requirements.size(); ++i)
        if (can_be_constant(message.requirements[i]))
          out += fmt::format(
              "\n      __attribute__((diagnose_if(!({}), \"{}.{}: {} requires {}\", \"error\")))",
              cpp_term(message.requirements[i], message), side_.contract.qualified,
              side_.state.name, message.name.text, cpp_quoted(message.requires_text[i]));
    return out + ";\n";
  }

  std::string send_body(const Edge& edge) const {
    const Message& message = side_.message(edge);
    const std::string next = side_.type_in(edge.next);
    std::string out = fmt::format("inline {} {}::send({} message) && {{\n{}", next, side_.type(),
                                  side_.message_type(edge), side_.checks(message, "  "));
    out += fmt::format(
        "  const ::sip::prim::Handle endpoint = take();\n"
        "  ::sip::detail::send_message<{}>(endpoint, {}, std::move(message));\n",
        message.bytes, edge.message);
    return out + fmt::format("  return {}(::sip::detail::Adopt{{}}, endpoint);\n}}\n\n", next);
  }

  std::string exchange_body(const Edge& edge) const {
    if (!can_exchange(edge)) return "";
    const Message& message = side_.message(edge);
    const std::string result = side_.after(edge).received("kForever");
    return fmt::format(
        "inline {0} {1}::exchange({2} message) && {{\n{3}"
        "  return {0}(take(), ::sip::detail::Outgoing<{4}, {5}>{{}}, std::move(message));\n}}\n\n",
        result, side_.type(), side_.message_type(edge), side_.checks(message, "  "), edge.message,
        message.bytes);
  }

  const SideInState& side_;
};

}  // namespace

std::string cpp_endpoint_classes(const Contract& contract, const CppNames& names) {
  return for_each_side(contract, names,
                       [](const SideInState& side) { return EndpointWriter(side).class_text(); });
}

std::string cpp_received_classes(const Contract& contract, const CppNames& names) {
  return for_each_side(contract, names,
                       [](const SideInState& side) { return cpp_received_class(side); });
}

std::string cpp_endpoint_bodies(const Contract& contract, const CppNames& names) {
  return for_each_side(contract, names,
                       [](const SideInState& side) { return EndpointWriter(side).bodies(); });
}

std::string cpp_create(const Contract& contract, const CppNames& names) {
  const std::string& initial = names.states[0];
  std::string out =
      "/// The two ends of a channel, which leave it one by one.\ntemplate <class State>\nstruct "
      "Channel {\n  Imp<State> "
      "imp;\n  Exp<State> "
      "exp;\n};\n\n";
  out +=
      "/// Makes a channel whose conversation is in an entry state. A SIP that has used up its "
      "quota of endpoints is ended.\n";
  out += fmt::format(
      "template <class State = {}>\n[[nodiscard]] Channel<State> create() = delete(\"{}: a channel "
      "can only be made in an entry state\");\n",
      initial, contract.qualified);
  for (const std::size_t entry : contract.automaton.entries)
    out += fmt::format(
        "template <>\n[[nodiscard]] inline Channel<{0}> create<{0}>() {{\n"
        "  ::sip::prim::Handle importer = 0;\n  ::sip::prim::Handle exporter = 0;\n"
        "  if (!::sip::prim::channel_create(kContractId, {1}, importer, exporter))\n"
        "    ::sip::detail::breach(\"{2}\", \"create\", \"the quota of endpoints is used up\");\n"
        "  return {{Imp<{0}>(::sip::detail::Adopt{{}}, importer), "
        "Exp<{0}>(::sip::detail::Adopt{{}}, exporter)}};\n}}\n",
        names.states[entry], entry, contract.qualified);
  return out;
}

}  // namespace contracts
