// Bools are tested together, one mask for each word of the message; enums by ranges of consecutive
// enumerators.
#include "emit/cpp_values.hpp"

#include <fmt/format.h>

#include <algorithm>
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

std::string literal(Wide value) {
  if (value == smallest(Primitive::kI64)) return "(-9223372036854775807 - 1)";
  return to_string(value) + (value > largest(Primitive::kI64) ? "u" : "");
}

/// A condition that `value`, of the enum's underlying type, is one of its enumerators; empty if
/// every value is.
std::string is_enumerator(const EnumDecl& declaration, const std::string& value) {
  std::vector<Wide> numbers;
  for (const Enumerator& each : declaration.enumerators) numbers.push_back(each.number);
  std::ranges::sort(numbers);
  std::string out;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] - numbers[last] <= 1) ++last;
    const bool from_least = numbers[i] == smallest(declaration.underlying);
    const bool to_most = numbers[last] == largest(declaration.underlying);
    if (from_least && to_most) return "";
    const std::string low = fmt::format("{} >= {}", value, literal(numbers[i]));
    const std::string high = fmt::format("{} <= {}", value, literal(numbers[last]));
    const std::string range = numbers[i] == numbers[last]
                                  ? fmt::format("{} == {}", value, literal(numbers[i]))
                              : from_least ? high
                              : to_most    ? low
                                           : fmt::format("({} && {})", low, high);
    out += (out.empty() ? "" : " || ") + range;
    i = last + 1;
  }
  return out;
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
    const std::string value =
        fmt::format("static_cast<{}>({})", info(declaration.underlying).cpp_name, path);
    const std::string condition = is_enumerator(declaration, value);
    if (!condition.empty())
      out += fmt::format(
          "{}if (!({})) {};\n", indent, condition,
          side.breach(message.name.text, fmt::format("{} is a value of enum {}", path.substr(8),
                                                     declaration.name.text)));
  });
  return out;
}

}  // namespace contracts
