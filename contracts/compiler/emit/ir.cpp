// Writes the IR: one object for the file, one for each contract in it, with everything that the
// passes have computed.
#include "emit/ir.hpp"

#include <fmt/format.h>

#include "emit/canonical.hpp"
#include "emit/cpp_names.hpp"

namespace contracts {
namespace {

using Json = nlohmann::ordered_json;

Json place_of(Range at, const SourceFiles& files) {
  const Place place = files[at.file]->place_of(at.begin);
  return {{"line", place.line}, {"column", place.column}};
}

Json number_of(Wide value) {
  if (value < 0) return static_cast<std::int64_t>(value);
  return static_cast<std::uint64_t>(value);
}

Json marks_of(const Marks& marks) {
  Json out = Json::object();
  if (marks.entry) out["entry"] = true;
  if (marks.idempotent) out["idempotent"] = true;
  if (marks.session) out["session"] = true;
  if (marks.priority) out["priority"] = *marks.priority;
  if (marks.deprecated) out["deprecated"] = *marks.deprecated;
  return out;
}

Json fields_of(const std::vector<Field>& fields, const Contract& contract) {
  Json out = Json::array();
  for (const Field& field : fields)
    out.push_back({{"name", field.name.text},
                   {"type", canonical_type(field.type, contract)},
                   {"offset", field.offset},
                   {"bytes", layout_of(field.type).bytes},
                   {"linear", is_linear(field.type)}});
  return out;
}

Json message_of(const Contract& contract, const CppNames& names, std::size_t index,
                const SourceFiles& files) {
  const Message& message = *contract.all_messages[index];
  Json requirements = Json::array();
  for (std::size_t i = 0; i < message.requirements.size(); ++i)
    requirements.push_back({{"source", message.requires_text[i]},
                            {"canonical", canonical_term(message.requirements[i], message)}});
  return {{"index", index},
          {"name", message.name.text},
          {"cpp", cpp_namespace(contract.qualified) + "::" + names.messages[index]},
          {"direction", message.direction == Direction::kIn    ? "in"
                        : message.direction == Direction::kOut ? "out"
                                                               : "both"},
          {"declared_by", message.declared_by->qualified},
          {"at", place_of(message.name.at, files)},
          {"doc", message.doc},
          {"annotations", marks_of(message.marks)},
          {"bytes", message.bytes},
          {"parameters", fields_of(message.params, contract)},
          {"requires", requirements}};
}

Json state_of(const Contract& contract, const CppNames& names, std::size_t index,
              const SourceFiles& files) {
  const AutomatonState& state = contract.automaton.states[index];
  static constexpr std::array kKinds = {"final", "receive", "send"};
  Json edges = Json::array();
  for (const Edge& edge : state.edges)
    edges.push_back({{"message", edge.message},
                     {"message_name", contract.all_messages[edge.message]->name.text},
                     {"next", edge.next},
                     {"next_name", contract.automaton.states[edge.next].name}});
  std::string doc;
  for (const MergedState& merged : contract.all_states)
    if (merged.declaration->name.text == state.name) doc = merged.declaration->doc;
  return {{"index", index},
          {"name", state.name},
          {"cpp", cpp_namespace(contract.qualified) + "::" + names.states[index]},
          {"kind", kKinds[static_cast<std::size_t>(state.kind)]},
          {"entry", state.entry},
          {"implicit", state.name.find('.') != std::string::npos},
          {"at", place_of(state.at, files)},
          {"doc", doc},
          {"edges", edges}};
}

Json types_of(const Contract& contract) {
  Json out = Json::array();
  for (const auto& each : contract.enums) {
    Json values = Json::array();
    for (const Enumerator& value : each->enumerators)
      values.push_back({{"name", value.name.text}, {"value", number_of(value.number)}});
    out.push_back({{"kind", "enum"},
                   {"name", each->name.text},
                   {"underlying", info(each->underlying).canonical_name},
                   {"doc", each->doc},
                   {"values", values}});
  }
  for (const auto& each : contract.structs)
    out.push_back({{"kind", "struct"},
                   {"name", each->name.text},
                   {"bytes", each->bytes},
                   {"alignment", each->alignment},
                   {"doc", each->doc},
                   {"fields", fields_of(each->fields, contract)}});
  return out;
}

Json value_of(const ConstDecl& constant) {
  if (constant.is_string) return constant.text;
  const bool is_real =
      constant.primitive == Primitive::kF32 || constant.primitive == Primitive::kF64;
  return is_real ? Json(constant.real) : number_of(constant.number);
}

Json constants_of(const Contract& contract) {
  Json out = Json::array();
  for (const auto& each : contract.constants)
    out.push_back(
        {{"name", each->name.text}, {"type", each->type_name.text}, {"value", value_of(*each)}});
  return out;
}

Json contract_of(const Contract& contract, const SourceFiles& files) {
  const CppNames& names = cpp_names_of(contract);
  Json messages = Json::array(), states = Json::array();
  for (std::size_t i = 0; i < contract.all_messages.size(); ++i)
    messages.push_back(message_of(contract, names, i, files));
  for (std::size_t i = 0; i < contract.automaton.states.size(); ++i)
    states.push_back(state_of(contract, names, i, files));
  return {{"name", contract.qualified},
          {"at", place_of(contract.name.at, files)},
          {"doc", contract.doc},
          {"annotations", marks_of(contract.marks)},
          {"base", contract.base != nullptr ? Json(contract.base->qualified) : Json(nullptr)},
          {"hash", hex(contract.hash)},
          {"uses", contract.used_contracts},
          {"bounds", {{"in", contract.bound_in}, {"out", contract.bound_out}}},
          {"constants", constants_of(contract)},
          {"types", types_of(contract)},
          {"messages", messages},
          {"states", states},
          {"entries", contract.automaton.entries},
          {"canonical", contract.canonical}};
}

}  // namespace

Json ir_of(const Unit& unit, const SourceFiles& files) {
  Json contracts_json = Json::array();
  for (const auto& contract : unit.contracts)
    contracts_json.push_back(contract_of(*contract, files));
  Json imports = Json::array();
  for (const Name& each : unit.imports) imports.push_back(each.text);
  return {{"format", "bulkhead-contract-ir"},
          {"version", 1},
          {"imports", imports},
          {"contracts", contracts_json}};
}

}  // namespace contracts
