// Messages are C structs of their parameters, in order; alignas(8) makes their C++ size the size on
// the wire.
#include "emit/cpp_types.hpp"

#include <fmt/format.h>

#include <set>

#include "emit/cpp_terms.hpp"

namespace contracts {
namespace {

/// One that has no value of its own: an endpoint that is never null.
bool holds_endpoint(const Type& type) {
  if (type.is_endpoint()) return !type.nullable;
  if (type.kind != Type::Kind::kStruct) return false;
  for (const Field& field : type.structure->fields)
    if (holds_endpoint(field.type)) return true;
  return false;
}

std::string fields_text(const std::vector<Field>& fields, const Contract* contract) {
  const std::vector<std::string> names = member_names(fields);
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i)
    out += fmt::format("  {} {}{};\n", cpp_type(fields[i].type, contract), names[i],
                       holds_endpoint(fields[i].type) ? "" : "{}");
  return out;
}

std::string cpp_message(const Message& message, const std::string& name, const Contract& contract) {
  std::string out = cpp_doc(message.doc);
  for (const std::string& text : message.requires_text)
    out += fmt::format("/// Requires {}.\n", text);
  std::string attributes;
  if (message.marks.deprecated)
    attributes += fmt::format("[[deprecated(\"{}\")]] ", cpp_quoted(*message.marks.deprecated));
  if (message.params.empty()) return out + fmt::format("struct {}{} {{}};\n", attributes, name);
  out += fmt::format("struct {}alignas(8) {} {{\n{}}};\n", attributes, name,
                     fields_text(message.params, &contract));
  return out + fmt::format("static_assert(sizeof({}) == {});\n", name, message.bytes);
}

/// C++ has no literal for the least number, only an expression.
std::string whole_number(Wide value) {
  if (value == smallest(Primitive::kI64)) return "(-9223372036854775807 - 1)";
  return to_string(value) + (value > largest(Primitive::kI64) ? "u" : "");
}

/// A function that says whether a number that has arrived is one of the enumerators.
std::string is_enumerator(const EnumDecl& declaration, const std::string& name,
                          const std::vector<std::string>& names) {
  std::set<Wide> seen;
  std::string cases;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (seen.insert(declaration.enumerators[i].number).second)
      cases += fmt::format("    case {}::{}:\n", name, names[i]);
  return fmt::format(
      "constexpr bool is_enumerator({} value) {{\n  switch (value) {{\n{}      return true;\n  "
      "}}\n  return false;\n}}\n",
      name, cases);
}

std::string constant_value(const ConstDecl& constant) {
  switch (constant.primitive) {
    case Primitive::kBool:
      return constant.number != 0 ? "true" : "false";
    case Primitive::kF32:
      return fmt::format("static_cast<float>({})", cpp_real(constant.real));
    case Primitive::kF64:
      return cpp_real(constant.real);
    default:
      return whole_number(constant.number);
  }
}

/// An assignment for each exchange owner in the fields.
std::string visits(const std::vector<Field>& fields, const std::string& path) {
  const std::vector<std::string> names = member_names(fields);
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string name = path + "." + names[i];
    if (fields[i].type.kind == Type::Kind::kStruct)
      out += visits(fields[i].type.structure->fields, name);
    else if (fields[i].type.is_exchange_owner())
      out += fmt::format("  {0} = visit(std::move({0}));\n", name);
  }
  return out;
}

std::string null_value(const Type& type);

/// `{.a = ..., .b = ...}` for those fields that have no value of their own: endpoints, and what
/// holds them.
std::string null_endpoints(const std::vector<Field>& fields) {
  const std::vector<std::string> names = member_names(fields);
  std::string inner;
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (holds_endpoint(fields[i].type))
      inner += fmt::format("{}.{} = {}", inner.empty() ? "" : ", ", names[i],
                           null_value(fields[i].type));
  return "{" + inner + "}";
}

std::string null_value(const Type& type) {
  if (type.is_endpoint())
    return fmt::format("{}{{::sip::detail::Adopt{{}}, 0}}", cpp_type(type, nullptr));
  return null_endpoints(type.structure->fields);
}

}  // namespace

bool holds_own_endpoint(const Type& type, const Contract& contract) {
  if (type.is_endpoint())
    return type.contract->file == contract.file &&
           type.contract->emission_group == contract.emission_group;
  if (type.element) return holds_own_endpoint(*type.element, contract);
  if (type.kind != Type::Kind::kStruct) return false;
  for (const Field& field : type.structure->fields)
    if (holds_own_endpoint(field.type, contract)) return true;
  return false;
}

bool holds_own_endpoint(const Message& message, const Contract& contract) {
  for (const Field& param : message.params)
    if (holds_own_endpoint(param.type, contract)) return true;
  return false;
}

std::string cpp_doc(const std::string& doc) {
  std::string out;
  for (std::size_t begin = 0; begin < doc.size();) {
    const std::size_t end = std::min(doc.find('\n', begin), doc.size());
    std::string line = doc.substr(begin, end - begin);
    while (!line.empty() && (line.back() == '\\' || line.back() == '/'))
      line.pop_back();  // would join the next line
    out += "/// " + line + "\n";
    begin = end + 1;
  }
  return out;
}

std::string cpp_enum(const EnumDecl& declaration, const std::string& name) {
  std::string out = cpp_doc(declaration.doc) + fmt::format("enum class {} : {} {{\n", name,
                                                           info(declaration.underlying).cpp_name);
  const std::vector<std::string> names = enumerator_names(declaration);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Enumerator& each = declaration.enumerators[i];
    out += fmt::format("  {} = {},\n", names[i], whole_number(each.number));
  }
  return out + "};\n" + is_enumerator(declaration, name, names);
}

std::string cpp_struct(const StructDecl& declaration, const std::string& name,
                       const Contract* contract) {
  std::string out =
      cpp_doc(declaration.doc) +
      fmt::format("struct {} {{\n{}}};\n", name, fields_text(declaration.fields, contract));
  if (!declaration.fields.empty())
    out += fmt::format("static_assert(sizeof({}) == {});\n", name, declaration.bytes);
  Type type;
  type.kind = Type::Kind::kStruct;
  type.structure = &declaration;
  if (is_linear(type) && !carries_endpoint(type))
    out += fmt::format(
        "template <class Visit>\n{0} each_owner({0} value, Visit visit) {{\n{1}  return "
        "value;\n}}\n",
        name, visits(declaration.fields, "value"));
  return out;
}

std::vector<const StructDecl*> in_order(const std::vector<std::unique_ptr<StructDecl>>& structs) {
  std::vector<const StructDecl*> out;
  std::set<const StructDecl*> done;
  const auto visit = [&](auto& self, const StructDecl* each) -> void {
    if (!done.insert(each).second) return;
    for (const Field& field : each->fields) {
      const Type* type = &field.type;
      while (type->element) type = type->element.get();
      if (type->kind == Type::Kind::kStruct) self(self, type->structure);
    }
    for (const auto& own : structs)
      if (own.get() == each) out.push_back(each);
  };
  for (const auto& each : structs) visit(visit, each.get());
  return out;
}

std::string cpp_constants(const Contract& contract, const CppNames& names) {
  std::string out;
  for (const auto& each : contract.constants) {
    if (each->is_string) continue;  // a C++ string constant would be a pointer; the IR has the text
    out += cpp_doc(each->doc) + fmt::format("inline constexpr {} {} = {};\n",
                                            info(each->primitive).cpp_name,
                                            names.constants.at(each.get()), constant_value(*each));
  }
  return out;
}

std::string cpp_data(const Contract& contract, const CppNames& names, Part part) {
  std::string out;
  const bool before = part == Part::kBeforeEndpoints;
  if (before)
    for (const auto& each : contract.enums) out += cpp_enum(*each, names.types.at(each.get()));
  for (const StructDecl* each : in_order(contract.structs)) {
    Type type;
    type.kind = Type::Kind::kStruct;
    type.structure = each;
    if (holds_own_endpoint(type, contract) != before)
      out += cpp_struct(*each, names.types.at(each), &contract);
  }
  for (std::size_t i = 0; i < contract.all_messages.size(); ++i) {
    const Message& message = *contract.all_messages[i];
    const bool inherited = message.declared_by != &contract;
    if (inherited && before)
      out += fmt::format("using {} = {}::{};\n", names.messages[i],
                         cpp_path(message.declared_by->qualified),
                         cpp_names_of(*message.declared_by).messages[i]);
    if (!inherited && holds_own_endpoint(message, contract) != before)
      out += cpp_message(message, names.messages[i], contract);
  }
  return out;
}

std::string cpp_empty_message(const Message& message, const std::string& name) {
  return fmt::format("{} message{};", name, null_endpoints(message.params));
}

}  // namespace contracts
