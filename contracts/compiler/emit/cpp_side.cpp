// The words and types of one side in one state.
#include "emit/cpp_side.hpp"

#include <fmt/format.h>

#include "emit/cpp_terms.hpp"

namespace contracts {

Role SideInState::role() const {
  if (state.kind == AutomatonState::Kind::kFinal) return Role::kEnds;
  return (state.kind == AutomatonState::Kind::kReceive) == (side == Side::kImporter)
             ? Role::kSends
             : Role::kReceives;
}

std::string SideInState::type_in(std::size_t state_index) const {
  return fmt::format("{}<{}>", side == Side::kImporter ? "Imp" : "Exp", names.states[state_index]);
}

std::string SideInState::qualified_type_in(std::size_t state_index) const {
  return fmt::format("{0}::{1}<{0}::{2}>", path(), side == Side::kImporter ? "Imp" : "Exp",
                     names.states[state_index]);
}

std::string SideInState::received(const char* wait) const {
  return fmt::format("Received<{}, ::sip::detail::Wait::{}>", type(), wait);
}

std::string SideInState::noun() const {
  return side == Side::kImporter ? "an importer" : "an exporter";
}

std::string SideInState::who() const {
  return fmt::format("{}: {} in state {}", contract.qualified, noun(), state.name);
}

std::string SideInState::abilities() const {
  if (role() == Role::kEnds) return "the conversation has ended";
  std::string out = role() == Role::kSends ? "sends" : "receives";
  for (std::size_t i = 0; i < state.edges.size() && i < 8; ++i)
    out += (i > 0 ? ", " : " ") + message(state.edges[i]).name.text;
  return out + (state.edges.size() > 8 ? ", ..." : "");
}

std::string SideInState::breach(const std::string& message_name, const std::string& rule) const {
  return fmt::format("::sip::detail::breach(\"{}\", \"{}\", \"{}\")", contract.qualified,
                     message_name, cpp_quoted(rule));
}

std::string SideInState::checks(const Message& message, const char* indent) const {
  std::string out;
  for (std::size_t i = 0; i < message.requirements.size(); ++i)
    out += fmt::format("{}if (!({})) {};\n", indent, cpp_term(message.requirements[i], message),
                       breach(message.name.text, message.requires_text[i]));
  return out;
}

}  // namespace contracts
