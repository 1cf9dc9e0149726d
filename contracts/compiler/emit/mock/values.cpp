// Making messages: random values for each parameter, drawn again until the conditions hold.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "emit/cpp_names.hpp"
#include "emit/cpp_terms.hpp"
#include "emit/cpp_types.hpp"
#include "emit/mock/mock.hpp"

namespace contracts {
namespace {

/// A mock gets an endpoint to pass on by making a channel, which only entry states allow.
bool can_make(const Type& type) {
  if (type.kind == Type::Kind::kStruct)
    return std::ranges::all_of(type.structure->fields,
                               [](const Field& field) { return can_make(field.type); });
  if (!type.is_endpoint()) return true;
  const Automaton& automaton = type.contract->automaton;
  return std::ranges::any_of(automaton.entries, [&](std::size_t entry) {
    return automaton.states[entry].name == type.state;
  });
}

void collect_constants(const Term& term, std::set<Wide>& found) {
  if (term.kind == Term::Kind::kConstant && term.term_class != TermClass::kFloat)
    found.insert(term.value);
  for (const Term& operand : term.operands) collect_constants(operand, found);
}

std::string hints_of(const Message& message) {
  std::set<Wide> constants;
  for (const Term& term : message.requirements) collect_constants(term, constants);
  std::vector<std::string> out;
  for (const Wide value : constants)
    out.push_back(fmt::format("static_cast<std::int64_t>({})",
                              value == smallest(Primitive::kI64) ? "(-9223372036854775807 - 1)"
                              : value > largest(Primitive::kI64) ? to_string(value) + "u"
                                                                 : to_string(value)));
  return fmt::format("{{{}}}", fmt::join(out, ", "));
}

class Maker {
 public:
  explicit Maker(std::string hints) : hints_(std::move(hints)) {}

  std::string fields(const std::vector<Field>& fields, const std::string& path) const {
    const std::vector<std::string> names = member_names(fields);
    std::string out;
    for (std::size_t i = 0; i < fields.size(); ++i)
      out += value(fields[i].type, path + "." + names[i]);
    return out;
  }

 private:
  std::string value(const Type& type, const std::string& path) const {
    switch (type.kind) {
      case Type::Kind::kPrimitive:
        return fmt::format("    {} = walk.number<{}>({});\n", path, info(type.primitive).cpp_name,
                           hints_);
      case Type::Kind::kEnum:
        return enumeration(type, path);
      case Type::Kind::kStruct:
        return fields(type.structure->fields, path);
      case Type::Kind::kVector:
        return fmt::format("    {} = {}::make(walk.length({}));\n", path, cpp_type(type, nullptr),
                           hints_);
      case Type::Kind::kExporter:
      case Type::Kind::kImporter:
        return endpoint(type, path);
      case Type::Kind::kBlock:
        return fmt::format("    {} = {}::make({});\n", path, cpp_type(type, nullptr),
                           is_linear(*type.element) ? "" : "{}");
      case Type::Kind::kUnknown:
        break;
    }
    return "";
  }

  static std::string enumeration(const Type& type, const std::string& path) {
    const std::string name = cpp_type(type, nullptr);
    std::vector<std::string> values;
    for (const std::string& each : enumerator_names(*type.enumeration))
      values.push_back(name + "::" + each);
    return fmt::format("    {} = walk.one_of<{}>({{{}}});\n", path, name, fmt::join(values, ", "));
  }

  static std::string endpoint(const Type& type, const std::string& path) {
    const bool exporter = type.kind == Type::Kind::kExporter;
    const auto& states = type.contract->automaton.states;
    const auto at = std::ranges::find(states, type.state, &AutomatonState::name) - states.begin();
    const std::string own = cpp_path(type.contract->qualified);
    return fmt::format(
        "    {{\n      auto channel = {}::create<{}::{}>();\n      {} = "
        "std::move(channel.{});\n      std::move(channel.{}).close();\n    }}\n",
        own, own, CppNames(*type.contract).states[static_cast<std::size_t>(at)], path,
        exporter ? "exp" : "imp", exporter ? "imp" : "exp");
  }

  std::string hints_;
};

std::string drops_of(const std::vector<Field>& fields, const std::string& path,
                     const std::string& indent) {
  const std::vector<std::string> names = member_names(fields);
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Type& type = fields[i].type;
    if (type.kind == Type::Kind::kStruct)
      out += drops_of(type.structure->fields, path + "." + names[i], indent);
    else if (is_linear(type))
      out += fmt::format("{}::contract_mock::drop(std::move({}.{}));\n", indent, path, names[i]);
  }
  return out;
}

}  // namespace

bool can_make(const Message& message) {
  return std::ranges::all_of(message.params,
                             [](const Field& field) { return can_make(field.type); });
}

std::string mock_drops(const Message& message, const std::string& indent) {
  return drops_of(message.params, "message", indent);
}

std::string mock_makers(const Contract& contract) {
  const CppNames names(contract);
  std::string out;
  for (std::size_t i = 0; i < contract.all_messages.size(); ++i) {
    const Message& message = *contract.all_messages[i];
    if (!can_make(message)) continue;
    const std::string type = cpp_path(contract.qualified) + "::" + names.messages[i];
    std::vector<std::string> conditions;
    for (const Term& term : message.requirements)
      conditions.push_back("(" + cpp_term(term, message) + ")");
    out += fmt::format(
        "inline std::optional<{}> make_{}([[maybe_unused]] ::contract_mock::Walk& walk) {{\n"
        "  for (int attempt = 0; attempt < ::contract_mock::Walk::kAttempts; ++attempt) {{\n"
        "    {}\n{}",
        type, names.messages[i], cpp_empty_message(message, type),
        Maker(hints_of(message)).fields(message.params, "message"));
    out +=
        fmt::format("    if ({}) return message;\n",
                    conditions.empty() ? "true" : fmt::format("{}", fmt::join(conditions, " && ")));
    out += mock_drops(message, "    ") + "  }\n  ++walk.failures;\n  return std::nullopt;\n}\n\n";
  }
  return out;
}

}  // namespace contracts
