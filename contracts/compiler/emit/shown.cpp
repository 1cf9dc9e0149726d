// The inverse of the parser, for single declarations.
#include "emit/shown.hpp"

#include <fmt/format.h>

namespace contracts {

namespace {

/// `char[][]`: the element and the layers of exchange memory around it.
std::string shown_layers(const Type& type) {
  if (!type.element) return shown_type(type);
  return shown_layers(*type.element) + (type.kind == Type::Kind::kBlock ? "*" : "[]");
}

}  // namespace

std::string shown_type(const Type& type) {
  const std::string null = type.nullable ? "" : "!";
  switch (type.kind) {
    case Type::Kind::kPrimitive:
      return std::string(info(type.primitive).source_name);
    case Type::Kind::kEnum:
      return join_scope(type.enumeration->scope, type.enumeration->name.text);
    case Type::Kind::kStruct:
      return join_scope(type.structure->scope, type.structure->name.text);
    case Type::Kind::kBlock:
    case Type::Kind::kVector:
      return fmt::format("{}{} in ExHeap", shown_layers(type), null);
    case Type::Kind::kExporter:
    case Type::Kind::kImporter:
      return fmt::format("{}.{}:{}{}", type.contract->qualified,
                         type.kind == Type::Kind::kExporter ? "Exp" : "Imp", type.state, null);
    case Type::Kind::kUnknown:
      break;
  }
  return "unknown";
}

std::string shown_fields(const std::vector<Field>& fields, const char* separator) {
  std::string out;
  for (const Field& field : fields)
    out += fmt::format("{}{} {}", out.empty() ? "" : separator, shown_type(field.type),
                       field.name.text);
  return out;
}

std::string shown_message(const Message& message) {
  const char* direction = message.direction == Direction::kIn    ? "in "
                          : message.direction == Direction::kOut ? "out "
                                                                 : "";
  std::string out = fmt::format("{}message {}({})", direction, message.name.text,
                                shown_fields(message.params, ", "));
  if (!message.requires_text.empty())
    out += fmt::format(" requires {}", fmt::join(message.requires_text, ", "));
  return out;
}

std::string shown_constant(const ConstDecl& constant) {
  if (constant.is_string) return "\"" + constant.text + "\"";
  const bool is_real =
      constant.primitive == Primitive::kF32 || constant.primitive == Primitive::kF64;
  return is_real ? fmt::format("{}", constant.real) : to_string(constant.number);
}

std::string shown_marks(const Marks& marks) {
  std::vector<std::string> out;
  if (marks.idempotent) out.push_back("idempotent");
  if (marks.session) out.push_back("session");
  if (marks.entry) out.push_back("entry");
  if (marks.priority) out.push_back(fmt::format("priority({})", *marks.priority));
  if (marks.deprecated) out.push_back(fmt::format("deprecated: {}", *marks.deprecated));
  return fmt::format("{}", fmt::join(out, ", "));
}

}  // namespace contracts
