// Writes the canonical text. Only enums and structs that a message uses are part of it, so that an
// unused one does not change what the contract is.
#include "emit/canonical.hpp"

#include <fmt/format.h>

#include <map>

namespace contracts {
namespace {

class UsedTypes {
 public:
  explicit UsedTypes(const Contract& contract) : contract_(contract) {
    for (const Message* message : contract.all_messages)
      for (const Field& param : message->params) add(param.type);
  }

  std::string lines() const {
    std::string out;
    for (const auto& [name, line] : enums_) out += line;
    for (const auto& [name, line] : structs_) out += line;
    return out;
  }

 private:
  void add(const Type& type) {
    if (type.element) add(*type.element);
    if (type.kind == Type::Kind::kEnum) add_enum(*type.enumeration);
    if (type.kind == Type::Kind::kStruct) add_struct(*type.structure);
  }

  void add_enum(const EnumDecl& declaration) {
    const std::string name =
        canonical_name(declaration.owner, declaration.scope, declaration.name.text, contract_);
    std::string line = fmt::format("enum {}:{}", name, info(declaration.underlying).canonical_name);
    for (const Enumerator& each : declaration.enumerators)
      line += fmt::format(" {}={}", each.name.text, to_string(each.number));
    enums_.emplace(name, line + "\n");
  }

  void add_struct(const StructDecl& declaration) {
    const std::string name =
        canonical_name(declaration.owner, declaration.scope, declaration.name.text, contract_);
    std::string line = "struct " + name;
    for (const Field& each : declaration.fields)
      line += fmt::format(" {}:{}", each.name.text, canonical_type(each.type, contract_));
    if (structs_.emplace(name, line + "\n").second)
      for (const Field& each : declaration.fields) add(each.type);
  }

  const Contract& contract_;
  std::map<std::string, std::string> enums_;
  std::map<std::string, std::string> structs_;
};

/// How the text mentions another contract: by its hash, or by its name if neither can be hashed
/// before the other.
std::string mention(const Contract& mentioned, const Contract& contract) {
  for (const Contract* member : contract.component)
    if (member == &mentioned) return "member:" + mentioned.qualified;
  return hex(mentioned.hash);
}

const char* direction_word(Direction direction) {
  return direction == Direction::kIn ? "in" : direction == Direction::kOut ? "out" : "both";
}

std::string message_lines(const Contract& contract, std::size_t index) {
  const Message& message = *contract.all_messages[index];
  std::string out =
      fmt::format("message {} {} {}", index, direction_word(message.direction), message.name.text);
  for (const Field& param : message.params)
    out += fmt::format(" {}:{}", param.name.text, canonical_type(param.type, contract));
  out += "\n";
  for (const Term& term : message.requirements)
    out += fmt::format("requires {} {}\n", index, canonical_term(term, message));
  return out;
}

const char* kind_word(AutomatonState::Kind kind) {
  return kind == AutomatonState::Kind::kReceive ? "receive"
         : kind == AutomatonState::Kind::kSend  ? "send"
                                                : "final";
}

}  // namespace

std::string canonical_name(const Contract* owner, const std::string& scope, const std::string& name,
                           const Contract& contract) {
  for (const Contract* c = &contract; c != nullptr; c = c->base)
    if (c == owner) return name;
  return join_scope(scope, name);
}

std::string canonical_type(const Type& type, const Contract& contract) {
  const std::string null = type.nullable ? "?" : "";
  switch (type.kind) {
    case Type::Kind::kPrimitive:
      return std::string(info(type.primitive).canonical_name);
    case Type::Kind::kEnum:
      return "enum:" + canonical_name(type.enumeration->owner, type.enumeration->scope,
                                      type.enumeration->name.text, contract);
    case Type::Kind::kStruct:
      return "struct:" + canonical_name(type.structure->owner, type.structure->scope,
                                        type.structure->name.text, contract);
    case Type::Kind::kBlock:
      return fmt::format("block<{}>{}", canonical_type(*type.element, contract), null);
    case Type::Kind::kVector:
      return fmt::format("vector<{}>{}", canonical_type(*type.element, contract), null);
    case Type::Kind::kExporter:
    case Type::Kind::kImporter:
      return fmt::format("{}<{}>:{}{}", type.kind == Type::Kind::kExporter ? "exp" : "imp",
                         type.contract == &contract ? "self" : mention(*type.contract, contract),
                         type.state, null);
    case Type::Kind::kUnknown:
      return "unknown";
  }
  return "";
}

std::string canonical_term(const Term& term, const Message& message) {
  switch (term.kind) {
    case Term::Kind::kConstant:
      return term.term_class == TermClass::kFloat ? fmt::format("{:a}", term.real)
                                                  : to_string(term.value);
    case Term::Kind::kParameter:
      return message.params[term.parameter].name.text;
    case Term::Kind::kLength:
      return fmt::format("(length {})", message.params[term.parameter].name.text);
    case Term::Kind::kOperation:
      break;
  }
  std::string out = fmt::format("({}", canonical_word(term.op));
  for (const Term& operand : term.operands) out += " " + canonical_term(operand, message);
  return out + ")";
}

std::string canonical_text(const Contract& contract) {
  std::string out = fmt::format("bulkhead-contract 1\ncontract {}\n", contract.qualified);
  if (contract.base != nullptr) out += fmt::format("base {}\n", mention(*contract.base, contract));
  out += UsedTypes(contract).lines();
  for (std::size_t i = 0; i < contract.all_messages.size(); ++i) out += message_lines(contract, i);
  const auto& states = contract.automaton.states;
  for (std::size_t i = 0; i < states.size(); ++i) {
    out += fmt::format("state {} {} {}\n", i, states[i].name, kind_word(states[i].kind));
    for (const Edge& edge : states[i].edges)
      out += fmt::format("edge {} {} {}\n", i, edge.message, edge.next);
    if (!contract.base_states.empty() && contract.base_states[i])
      out += fmt::format("as {} {}\n", i, *contract.base_states[i]);
  }
  for (const std::size_t entry : contract.automaton.entries)
    out += fmt::format("entry {}\n", entry);
  return out + fmt::format("bound in {} out {}\n", contract.bound_in, contract.bound_out);
}

}  // namespace contracts
