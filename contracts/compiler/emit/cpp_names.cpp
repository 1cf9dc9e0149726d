// Escaping and the order in which names are given out: messages first, then types and constants,
// then states.
#include "emit/cpp_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <set>

namespace contracts {
namespace {

std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    out.emplace(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// Keywords, and what is a macro or a namespace everywhere.
const std::set<std::string>& reserved_words() {
  static const std::set<std::string> kNames = words_of(
      "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t "
      "char16_t char32_t class compl concept const consteval constexpr constinit const_cast "
      "continue co_await co_return co_yield decltype default delete do double dynamic_cast "
      "else enum explicit export extern false float for friend goto if inline int long "
      "mutable namespace new noexcept not not_eq nullptr operator or or_eq private "
      "protected public register reinterpret_cast requires return short signed sizeof "
      "static static_assert static_cast struct switch template this thread_local throw true "
      "try typedef typeid typename union unsigned using virtual void volatile wchar_t while "
      "xor xor_eq typeof linux unix main sip std NULL EOF offsetof is_enumerator each_owner");
  return kNames;
}

/// Macros and types of <cstdint> and <cstddef>: INT32_MAX, UINT64_C, SIZE_WIDTH, int8_t, size_t …
bool is_of_cstdint(std::string_view name) {
  const auto begins_with_one_of = [&](std::initializer_list<std::string_view> prefixes) {
    return std::ranges::any_of(prefixes, [&](auto prefix) { return name.starts_with(prefix); });
  };
  if (name.ends_with("_t"))
    return begins_with_one_of({"int", "uint", "size_t", "ptrdiff_t", "max_align_t", "nullptr_t"});
  const bool is_limit = name.ends_with("_MAX") || name.ends_with("_MIN") || name.ends_with("_C") ||
                        name.ends_with("_WIDTH");
  return is_limit &&
         begins_with_one_of({"INT", "UINT", "SIZE_", "PTRDIFF_", "SIG_ATOMIC_", "WCHAR_", "WINT_"});
}

/// What the generated code itself declares or names in a contract's namespace.
const std::set<std::string>& generated_names() {
  static const std::set<std::string> kNames = words_of(
      "Imp Exp Received Channel create kContractId Cases State Endpoint FinalEndpoint wait "
      "message send receive receive_until match close take is_taken tag load next endpoint "
      "Arrival TimedArrival Wanted arrival as closed timed_out unpack as_base has_bad_bool "
      "deadline "
      "importer exporter deadline_ns cases");
  return kNames;
}

enum class Where { kContract, kMember };

class Allocator {
 public:
  explicit Allocator(Where where) : where_(where) {}

  std::string give(const std::string& wanted) {
    std::string name = escaped(wanted);
    if (where_ == Where::kContract && generated_names().contains(name)) name += "_";
    while (!given_.insert(name).second) name += "_";
    return name;
  }

 private:
  Where where_;
  std::set<std::string> given_;
};

std::string type_path(const std::string& scope, const Contract* owner, const void* key,
                      const std::string& name, const Contract* contract) {
  const std::string local = owner != nullptr ? cpp_names_of(*owner).types.at(key) : escaped(name);
  if (owner != nullptr && owner == contract) return local;
  return cpp_path(scope) + "::" + local;
}

}  // namespace

std::string escaped(const std::string& name) {
  std::string out;  // C++ reserves double underscores, and an underscore before a capital
  for (const char c : name)
    if (c != '_' || out.empty() || out.back() != '_') out.push_back(c);
  if (out.size() > 1 && out[0] == '_') out = "u" + out;
  if (out == "_") out = "u_";
  return reserved_words().contains(out) || is_of_cstdint(out) ? out + "_" : out;
}

std::string cpp_namespace(const std::string& qualified) {
  std::string out;
  for (std::size_t begin = 0; begin <= qualified.size();) {
    const std::size_t end = std::min(qualified.find('.', begin), qualified.size());
    out += (out.empty() ? "" : "::") + escaped(qualified.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::string cpp_path(const std::string& qualified) {
  return qualified.empty() ? "" : "::" + cpp_namespace(qualified);
}

std::string cpp_quoted(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      out += fmt::format("\\{}", c);
    else if (byte < 0x20 || byte >= 0x7F)
      out += fmt::format("\\{:03o}", byte);
    else
      out.push_back(c);
  }
  return out;
}

std::vector<std::string> member_names(const std::vector<Field>& fields) {
  Allocator allocator(Where::kMember);
  std::vector<std::string> out;
  for (const Field& field : fields) out.push_back(allocator.give(field.name.text));
  return out;
}

std::vector<std::string> enumerator_names(const EnumDecl& declaration) {
  Allocator allocator(Where::kMember);
  std::vector<std::string> out;
  for (const Enumerator& each : declaration.enumerators)
    out.push_back(allocator.give(each.name.text));
  return out;
}

CppNames::CppNames(const Contract& contract) {
  Allocator allocator(Where::kContract);
  for (const Message* message : contract.all_messages)
    messages.push_back(allocator.give(message->name.text));
  for (const auto& each : contract.enums) types[each.get()] = allocator.give(each->name.text);
  for (const auto& each : contract.structs) types[each.get()] = allocator.give(each->name.text);
  for (const auto& each : contract.constants)
    constants[each.get()] = allocator.give(each->name.text);
  for (const AutomatonState& state : contract.automaton.states) {
    std::string name = state.name;
    std::ranges::replace(name, '.', '_');
    states.push_back(allocator.give(name));
  }
}

const CppNames& cpp_names_of(const Contract& contract) {
  if (contract.cpp_names == nullptr)
    contract.cpp_names = std::make_shared<const CppNames>(contract);
  return *contract.cpp_names;
}

std::string cpp_type(const Type& type, const Contract* contract) {
  switch (type.kind) {
    case Type::Kind::kPrimitive:
      return std::string(info(type.primitive).cpp_name);
    case Type::Kind::kEnum:
      return type_path(type.enumeration->scope, type.enumeration->owner, type.enumeration,
                       type.enumeration->name.text, contract);
    case Type::Kind::kStruct:
      return type_path(type.structure->scope, type.structure->owner, type.structure,
                       type.structure->name.text, contract);
    case Type::Kind::kBlock:
      return fmt::format("::sip::Ex<{}>", cpp_type(*type.element, contract));
    case Type::Kind::kVector:
      return fmt::format("::sip::ExVector<{}>", cpp_type(*type.element, contract));
    case Type::Kind::kExporter:
    case Type::Kind::kImporter: {
      const auto& states = type.contract->automaton.states;
      const auto at = std::ranges::find(states, type.state, &AutomatonState::name) - states.begin();
      const std::string state = cpp_names_of(*type.contract).states[static_cast<std::size_t>(at)];
      const std::string side = type.kind == Type::Kind::kExporter ? "Exp" : "Imp";
      const std::string path =
          type.contract == contract ? "" : cpp_path(type.contract->qualified) + "::";
      const std::string endpoint = fmt::format("{}{}<{}{}>", path, side, path, state);
      return type.nullable ? fmt::format("::sip::Nullable<{}>", endpoint) : endpoint;
    }
    case Type::Kind::kUnknown:
      return "void";
  }
  return "";
}

}  // namespace contracts
