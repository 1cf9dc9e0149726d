// One small function per piece of text. What the automaton allows in a state becomes an overload;
// for everything else there is one deleted function whose message says what the state does allow.
#include "emit/cpp_endpoints.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "emit/cpp_terms.hpp"
#include "emit/cpp_types.hpp"

namespace contracts {
namespace {

/// An endpoint in a final state has a destructor, which must not close what has been sent.
bool closes_itself(const Type& type) {
  if (type.is_endpoint()) {
    const auto& states = type.contract->automaton.states;
    return std::ranges::any_of(states, [&](const AutomatonState& state) {
      return state.name == type.state && state.kind == AutomatonState::Kind::kFinal;
    });
  }
  return type.kind == Type::Kind::kStruct &&
         std::ranges::any_of(type.structure->fields,
                             [](const Field& field) { return closes_itself(field.type); });
}

/// Lengths of vectors are never constants, and diagnose_if refuses conditions that never can be.
bool can_be_constant(const Term& term) {
  return term.kind != Term::Kind::kLength && std::ranges::all_of(term.operands, can_be_constant);
}

enum class Role { kSends, kReceives, kEnds };

/// One endpoint class: a side in a state.
class EndpointWriter {
 public:
  EndpointWriter(const Contract& contract, const CppNames& names, Side side, std::size_t state)
      : contract_(contract),
        names_(names),
        side_(side),
        state_(contract.automaton.states[state]),
        index_(state) {}

  std::string class_text() const {
    const bool ends = role() == Role::kEnds;
    std::string out = fmt::format("/// {} in state {}: {}.\n",
                                  side_ == Side::kImporter ? "The importer" : "The exporter",
                                  state_.name, abilities());
    out += fmt::format(
        "template <>\nclass [[clang::annotate(\"sip::linear\")]]{} {} final : public "
        "::sip::detail::{} {{\n public:\n",
        ends ? "" : " [[clang::annotate(\"sip::must_consume\")]]", type(index_),
        ends ? "FinalEndpoint" : "Endpoint");
    out += fmt::format("  using {}::{};\n", ends ? "FinalEndpoint" : "Endpoint",
                       ends ? "FinalEndpoint" : "Endpoint");
    for (const Edge& edge : state_.edges)
      if (role() == Role::kSends) out += send_declaration(edge);
    if (role() == Role::kReceives)
      out += fmt::format(
          "  [[nodiscard]] {} receive() &&;\n  [[nodiscard]] {} receive_until(std::uint64_t "
          "deadline_ns) &&;\n",
          received("kForever"), received("kUntil"));
    return out + refusals() + "};\n" +
           fmt::format("static_assert(sizeof({}) == 8);\n\n", type(index_));
  }

  std::string bodies() const {
    std::string out;
    if (role() == Role::kSends)
      for (const Edge& edge : state_.edges) out += send_body(edge);
    if (role() == Role::kReceives)
      out += fmt::format(
          "inline {0} {1}::receive() && {{ return {0}(take(), ::sip::detail::kNoDeadline); }}\n"
          "inline {2} {1}::receive_until(std::uint64_t deadline_ns) && {{ return {2}(take(), "
          "deadline_ns); }}\n\n",
          received("kForever"), type(index_), received("kUntil"));
    return out;
  }

  std::string received_class() const {
    if (role() != Role::kReceives) return "";
    std::uint32_t bytes = 0;
    for (const Edge& edge : state_.edges)
      bytes = std::max(bytes, contract_.all_messages[edge.message]->bytes);
    std::string out =
        fmt::format("/// What {} waits for in state {}.\n",
                    side_ == Side::kImporter ? "an importer" : "an exporter", state_.name);
    out += fmt::format(
        "template <::sip::detail::Wait wait>\nclass [[clang::annotate(\"sip::linear\")]] "
        "[[clang::annotate(\"sip::must_consume\")]] "
        "Received<{}, wait> final : public ::sip::detail::ReceivedMessage<{}> {{\n public:\n"
        "  using ::sip::detail::ReceivedMessage<{}>::ReceivedMessage;\n\n",
        type(index_), bytes, bytes);
    out +=
        "  /// Calls the one case for what has arrived, and returns what it returns.\n"
        "  template <class... Cases>\n"
        "  [[clang::annotate(\"sip::branches\")]] __attribute__((always_inline)) auto "
        "match(Cases&&... cases) && {\n";
    out += assertions();
    out += "    switch (this->tag()) {\n";
    for (const Edge& edge : state_.edges) out += case_text(edge);
    out += closing_cases() + "    }\n";
    return out + fmt::format("    {};\n  }}\n}};\n\n",
                             breach(state_.name, "only what the contract allows can arrive"));
  }

 private:
  Role role() const {
    if (state_.kind == AutomatonState::Kind::kFinal) return Role::kEnds;
    return (state_.kind == AutomatonState::Kind::kReceive) == (side_ == Side::kImporter)
               ? Role::kSends
               : Role::kReceives;
  }
  std::string type(std::size_t state) const {
    return fmt::format("{}<{}>", side_ == Side::kImporter ? "Imp" : "Exp", names_.states[state]);
  }
  std::string received(const char* wait) const {
    return fmt::format("Received<{}, ::sip::detail::Wait::{}>", type(index_), wait);
  }
  const std::string& message_type(const Edge& edge) const { return names_.messages[edge.message]; }
  std::string path() const { return cpp_path(contract_.qualified).substr(2); }
  std::string qualified_type(std::size_t state) const {
    return fmt::format("{0}::{1}<{0}::{2}>", path(), side_ == Side::kImporter ? "Imp" : "Exp",
                       names_.states[state]);
  }

  std::string message_list() const {
    std::string out;
    for (std::size_t i = 0; i < state_.edges.size() && i < 8; ++i)
      out += (i > 0 ? ", " : "") + contract_.all_messages[state_.edges[i].message]->name.text;
    return out + (state_.edges.size() > 8 ? ", ..." : "");
  }
  std::string abilities() const {
    return role() == Role::kEnds
               ? "the conversation has ended"
               : fmt::format("{} {}", role() == Role::kSends ? "sends" : "receives",
                             message_list());
  }
  std::string who() const {
    return fmt::format("{}: an {} in state {}", contract_.qualified,
                       side_ == Side::kImporter ? "importer" : "exporter", state_.name);
  }

  /// The functions that do not exist, so that calling one says what does.
  std::string refusals() const {
    const std::string pronoun =
        role() == Role::kEnds ? "the conversation has ended" : "it " + abilities();
    const std::string no_send = role() == Role::kSends
                                    ? fmt::format("{} {}, nothing else", who(), abilities())
                                    : fmt::format("{} cannot send; {}", who(), pronoun);
    std::string out =
        fmt::format("  template <class Message>\n  void send(Message&&) && = delete(\"{}\");\n",
                    cpp_quoted(no_send));
    if (role() != Role::kReceives)
      out += fmt::format("  void receive() && = delete(\"{} cannot receive; {}\");\n",
                         cpp_quoted(who()), cpp_quoted(pronoun));
    return out;
  }

  std::string send_declaration(const Edge& edge) const {
    const Message& message = *contract_.all_messages[edge.message];
    std::string out =
        fmt::format("  [[nodiscard]] {} send({} message) &&", type(edge.next), message_type(edge));
    // A message that holds an endpoint of this contract is not complete here; its conditions are
    // checked at run time only.
    if (!holds_own_endpoint(message, contract_))
      for (std::size_t i = 0; i < message.requirements.size(); ++i)
        if (can_be_constant(message.requirements[i]))
          out += fmt::format(
              "\n      __attribute__((diagnose_if(!({}), \"{}.{}: {} requires {}\", \"error\")))",
              cpp_term(message.requirements[i], message), contract_.qualified, state_.name,
              message.name.text, cpp_quoted(message.requires_text[i]));
    return out + ";\n";
  }

  std::string breach(const std::string& message, const std::string& rule) const {
    return fmt::format("::sip::detail::breach(\"{}\", \"{}\", \"{}\")", contract_.qualified,
                       message, cpp_quoted(rule));
  }

  std::string checks(const Message& message, const char* indent) const {
    std::string out;
    for (std::size_t i = 0; i < message.requirements.size(); ++i)
      out += fmt::format("{}if (!({})) {};\n", indent, cpp_term(message.requirements[i], message),
                         breach(message.name.text, message.requires_text[i]));
    return out;
  }

  std::string send_body(const Edge& edge) const {
    const Message& message = *contract_.all_messages[edge.message];
    std::string out = fmt::format("inline {} {}::send({} message) && {{\n{}", type(edge.next),
                                  type(index_), message_type(edge), checks(message, "  "));
    out += "  const ::sip::prim::Handle endpoint = take();\n";
    out += fmt::format("  ::sip::prim::channel_send(endpoint, {}, message, {});\n", edge.message,
                       message.bytes);
    if (std::ranges::any_of(message.params,
                            [](const Field& param) { return closes_itself(param.type); }))
      out += fmt::format("  ::sip::detail::forget<{}>(message);\n", message.bytes);
    return out +
           fmt::format("  return {}(::sip::detail::Adopt{{}}, endpoint);\n}}\n\n", type(edge.next));
  }

  std::string assertions() const {
    std::string known;
    std::string out;
    for (const Edge& edge : state_.edges) {
      const std::string pair = fmt::format("{}, {}", message_type(edge), type(edge.next));
      out += fmt::format(
          "    static_assert(::sip::detail::kHandles<{}, Cases...>,\n                  \"{}: this "
          "match leaves out {}: add []({}::{}, {}) {{ ... }}\");\n",
          wrap(pair), cpp_quoted(who()), contract_.all_messages[edge.message]->name.text, path(),
          message_type(edge), qualified_type(edge.next));
      known += wrap(pair) + ", ";
    }
    out += fmt::format(
        "    static_assert(::sip::detail::kHandles<::sip::detail::Case<::sip::Closed>, Cases...>,\n"
        "                  \"{}: this match leaves out Closed: add [](sip::Closed) {{ ... }}\");\n",
        cpp_quoted(who()));
    out += fmt::format(
        "    static_assert(wait == ::sip::detail::Wait::kForever ||\n                      "
        "::sip::detail::kHandles<::sip::detail::Case<::sip::TimedOut, {}>, Cases...>,\n"
        "                  \"{}: this match leaves out TimedOut: add [](sip::TimedOut, {}) {{ "
        "... }}\");\n",
        type(index_), cpp_quoted(who()), qualified_type(index_));
    out += fmt::format(
        "    static_assert((::sip::detail::kIsUsed<Cases, {}::sip::detail::Case<::sip::Closed>, "
        "::sip::detail::Case<::sip::TimedOut, {}>> && ...),\n"
        "                  \"{}: this match has a case for something that cannot arrive\");\n",
        known, type(index_), cpp_quoted(who()));
    return out;
  }

  static std::string wrap(const std::string& arguments) {
    return fmt::format("::sip::detail::Case<{}>", arguments);
  }

  std::string case_text(const Edge& edge) const {
    const Message& message = *contract_.all_messages[edge.message];
    std::string out = fmt::format("      case {}: {{\n        {}\n", edge.message,
                                  cpp_empty_message(message, message_type(edge)));
    if (message.bytes > 0)
      out += fmt::format("        this->template load<{}>(message);\n", message.bytes);
    out += checks(message, "        ");
    out += fmt::format(
        "        {0} next(::sip::detail::Adopt{{}}, this->take());\n"
        "        if constexpr (::sip::detail::kHandles<::sip::detail::Case<{1}, {0}>, Cases...>)\n"
        "          return ::sip::detail::call_case<::sip::detail::Case<{1}, "
        "{0}>>(std::move(message), std::move(next), cases...);\n"
        "        break;\n      }}\n",
        type(edge.next), message_type(edge));
    return out;
  }

  std::string closing_cases() const {
    return fmt::format(
        "      case ::sip::detail::kTagTimedOut:\n"
        "        if constexpr (wait == ::sip::detail::Wait::kUntil &&\n                      "
        "::sip::detail::kHandles<::sip::detail::Case<::sip::TimedOut, {0}>, Cases...>)\n"
        "          return ::sip::detail::call_case<::sip::detail::Case<::sip::TimedOut, "
        "{0}>>(::sip::TimedOut{{}}, {0}(::sip::detail::Adopt{{}}, this->take()), cases...);\n"
        "        break;\n"
        "      case ::sip::detail::kTagClosed:\n"
        "        ::sip::prim::channel_close(this->take());\n"
        "        if constexpr (::sip::detail::kHandles<::sip::detail::Case<::sip::Closed>, "
        "Cases...>)\n"
        "          return ::sip::detail::call_last_case<::sip::Closed>(cases...);\n"
        "        break;\n"
        "      default: break;\n",
        type(index_));
  }

  const Contract& contract_;
  const CppNames& names_;
  Side side_;
  const AutomatonState& state_;
  std::size_t index_;
};

template <class Action>
std::string for_each_endpoint(const Contract& contract, const CppNames& names, Action action) {
  std::string out;
  for (std::size_t state = 0; state < contract.automaton.states.size(); ++state)
    for (const Side side : {Side::kImporter, Side::kExporter})
      out += action(EndpointWriter(contract, names, side, state));
  return out;
}

}  // namespace

std::string cpp_endpoint_classes(const Contract& contract, const CppNames& names) {
  return for_each_endpoint(contract, names,
                           [](const EndpointWriter& writer) { return writer.class_text(); });
}

std::string cpp_received_classes(const Contract& contract, const CppNames& names) {
  return for_each_endpoint(contract, names,
                           [](const EndpointWriter& writer) { return writer.received_class(); });
}

std::string cpp_endpoint_bodies(const Contract& contract, const CppNames& names) {
  return for_each_endpoint(contract, names,
                           [](const EndpointWriter& writer) { return writer.bodies(); });
}

std::string cpp_create(const Contract& contract, const CppNames& names) {
  const std::string& initial = names.states[0];
  std::string out =
      "/// The two ends of a channel.\ntemplate <class State>\nstruct "
      "Channel {\n  Imp<State> imp;\n  Exp<State> "
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
