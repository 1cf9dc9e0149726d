// The order within a contract's namespace: data, endpoint classes, data that holds endpoints,
// receives, bodies, create().
#include "emit/cpp_header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "emit/cpp_endpoints.hpp"
#include "emit/cpp_types.hpp"

namespace contracts {
namespace {

bool holds_exchange_owner(const Type& type) {
  if (type.is_exchange_owner()) return true;
  return type.kind == Type::Kind::kStruct &&
         std::ranges::any_of(type.structure->fields,
                             [](const Field& field) { return holds_exchange_owner(field.type); });
}

bool uses_exchange(const Unit& unit) {
  const auto holds_one = [](const Field& field) { return holds_exchange_owner(field.type); };
  for (const auto& declaration : unit.structs)
    if (std::ranges::any_of(declaration->fields, holds_one)) return true;
  for (const auto& contract : unit.contracts) {
    for (const auto& declaration : contract->structs)
      if (std::ranges::any_of(declaration->fields, holds_one)) return true;
    for (const Message* message : contract->all_messages)
      if (std::ranges::any_of(message->params, holds_one)) return true;
  }
  return false;
}

std::string namespace_block(const std::string& qualified, const std::string& body) {
  if (body.empty() || qualified.empty()) return body;
  const std::string name = cpp_namespace(qualified);
  return fmt::format("namespace {} {{\n{}}}  // namespace {}\n\n", name, body, name);
}

std::string free_enums(const Unit& unit) {
  std::string out;
  for (const auto& each : unit.enums)
    out += namespace_block(each->scope, cpp_enum(*each, escaped(each->name.text)));
  return out;
}

std::string forward_declarations(const Contract& contract, const CppNames& names) {
  std::string out;
  for (const std::string& state : names.states) out += fmt::format("struct {};\n", state);
  out += "template <class State>\nclass Imp;\ntemplate <class State>\nclass Exp;\n";
  for (std::size_t i = 0; i < contract.all_messages.size(); ++i)
    if (contract.all_messages[i]->declared_by == &contract &&
        holds_own_endpoint(*contract.all_messages[i], contract))
      out += fmt::format("struct {};\n", names.messages[i]);
  for (std::size_t i = 0; i < names.states.size(); ++i)
    out += fmt::format("template <>\nclass Imp<{0}>;\ntemplate <>\nclass Exp<{0}>;\n",
                       names.states[i]);
  return out + "template <class Endpoint, ::sip::detail::Wait wait>\nclass Received;\n\n";
}

std::string contract_head(const Contract& contract) {
  const CppNames& names = cpp_names_of(contract);
  std::uint64_t id = 0;
  for (int i = 7; i >= 0; --i) id = id << 8 | contract.hash[static_cast<std::size_t>(i)];
  std::string out = fmt::format(
      "/// Begins the structural hash {}.\ninline constexpr std::uint64_t kContractId = "
      "0x{:016x};\n\n",
      hex(contract.hash), id);
  return out + cpp_constants(contract, names) + forward_declarations(contract, names);
}

std::string contract_functions(const Contract& contract) {
  const CppNames& names = cpp_names_of(contract);
  return cpp_received_classes(contract, names) + cpp_endpoint_bodies(contract, names) +
         cpp_create(contract, names);
}

/// The steps of a contract's text; each needs those before it, of all that are written together.
enum class Step { kHead, kDataBefore, kEndpoints, kDataAfter, kFunctions };
constexpr std::array kSteps = {Step::kHead, Step::kDataBefore, Step::kEndpoints, Step::kDataAfter,
                               Step::kFunctions};

std::string contract_step(const Contract& contract, Step step) {
  const CppNames& names = cpp_names_of(contract);
  switch (step) {
    case Step::kHead:
      return contract_head(contract);
    case Step::kDataBefore:
      return cpp_data(contract, names, Part::kBeforeEndpoints) + "\n";
    case Step::kEndpoints:
      return cpp_endpoint_classes(contract, names);
    case Step::kDataAfter:
      return cpp_data(contract, names, Part::kAfterEndpoints);
    case Step::kFunctions:
      break;
  }
  return contract_functions(contract);
}

std::string free_struct(const StructDecl& declaration) {
  return namespace_block(declaration.scope,
                         cpp_struct(declaration, escaped(declaration.name.text), nullptr));
}

std::string whole_contract(const Contract& contract) {
  std::string body;
  for (const Step step : kSteps) body += contract_step(contract, step);
  return cpp_doc(contract.doc) + namespace_block(contract.qualified, body);
}

/// Contracts that pass each other's endpoints, and the structs outside that carry these.
std::string circle_text(const std::vector<Unit::Emitted>& group) {
  const Contract* one = nullptr;
  for (const Unit::Emitted& each : group)
    if (each.contract != nullptr) one = each.contract;
  std::string out;
  for (const Step step : kSteps)
    for (const Unit::Emitted& each : group)
      if (each.contract != nullptr) {
        out += (step == Step::kHead ? cpp_doc(each.contract->doc) : "") +
               namespace_block(each.contract->qualified, contract_step(*each.contract, step));
      } else {
        Type type;
        type.kind = Type::Kind::kStruct;
        type.structure = each.structure;
        const bool after = holds_own_endpoint(type, *one);
        if (step == (after ? Step::kDataAfter : Step::kDataBefore))
          out += free_struct(*each.structure);
      }
  return out;
}

}  // namespace

std::string cpp_header(const Unit& unit, const std::string& stem) {
  std::string out = fmt::format(
      "// Typed endpoints of {}.contract, generated by contractc: do not edit. An endpoint's type "
      "names its side and state; each\n"
      "// operation consumes the endpoint and gives it back in its next state.\n#pragma "
      "once\n#include <cstdint>\n#include <utility>\n\n",
      stem);
  out += "#include <sip/channel.hpp>\n";
  if (uses_exchange(unit)) out += "#include <sip/exchange.hpp>\n";
  for (const Name& import : unit.imports)
    out += fmt::format("#include \"{}.contract.hpp\"\n",
                       std::filesystem::path(import.text).stem().string());
  out +=
      "\n#pragma clang diagnostic push\n#pragma clang diagnostic ignored "
      "\"-Wc++26-extensions\"\n#pragma clang diagnostic ignored \"-Wdeprecated-declarations\"\n\n";
  out += free_enums(unit);
  for (const auto& group : unit.emission_groups)
    if (group.size() > 1)
      out += circle_text(group);
    else
      out += group.front().structure != nullptr ? free_struct(*group.front().structure)
                                                : whole_contract(*group.front().contract);
  return out + "#pragma clang diagnostic pop\n";
}

}  // namespace contracts
