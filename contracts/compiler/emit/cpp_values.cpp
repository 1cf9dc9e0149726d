// Bools are tested together, one mask for each word of the message; enums by the function that
// stands beside each (cpp_types).
#include "emit/cpp_values.hpp"

#include <fmt/format.h>

#include <map>
#include <vector>

namespace contracts {
namespace {

/// Calls `visit(type, offset, path)` for each value in the fields that is no struct.
template <class Visit>
void each_value(const std::vector<Field>& fields, std::uint32_t base, const std::string& path,
                const Visit& visit) {
  const std::vector<std::string> names = member_names(fields);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string name = path + "." + names[i];
    const std::uint32_t offset = base + fields[i].offset;
    if (fields[i].type.kind == Type::Kind::kStruct)
      each_value(fields[i].type.structure->fields, offset, name, visit);
    else
      visit(fields[i].type, offset, name);
  }
}

}  // namespace

std::string cpp_bool_checks(const SideInState& side, const Message& message, const char* indent) {
  std::map<std::uint32_t, std::uint64_t> masks;  // by word
  each_value(message.params, 0, "", [&](const Type& type, std::uint32_t offset, const auto&) {
    if (type.kind == Type::Kind::kPrimitive && type.primitive == Primitive::kBool)
      masks[offset / 8] |= std::uint64_t{0xFF} << (offset % 8 * 8);
  });
  std::string out;
  for (const auto& [word, mask] : masks)
    out += fmt::format("{}if (this->template has_bad_bool<{}, 0x{:x}>()) {};\n", indent, word, mask,
                       side.breach(message.name.text, "every bool is 0 or 1"));
  return out;
}

std::string cpp_enum_checks(const SideInState& side, const Message& message, const char* indent) {
  std::string out;
  each_value(message.params, 0, "message", [&](const Type& type, std::uint32_t, const auto& path) {
    if (type.kind != Type::Kind::kEnum) return;
    const EnumDecl& declaration = *type.enumeration;
    out += fmt::format(
        "{}if (!{}::is_enumerator({})) {};\n", indent, cpp_path(declaration.scope), path,
        side.breach(message.name.text, fmt::format("{} is a value of enum {}", path.substr(8),
                                                   declaration.name.text)));
  });
  return out;
}

}  // namespace contracts
