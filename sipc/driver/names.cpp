// Names, judged.
#include "driver/names.hpp"

#include <algorithm>
#include <array>

namespace sipc {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return is_lower(c) || (c >= 'A' && c <= 'Z');
}

constexpr std::array<std::string_view, 95> kKeywords = {
    "alignas",       "alignof",     "and",
    "and_eq",        "asm",         "auto",
    "bitand",        "bitor",       "bool",
    "break",         "case",        "catch",
    "char",          "char8_t",     "char16_t",
    "char32_t",      "class",       "co_await",
    "co_return",     "co_yield",    "compl",
    "concept",       "const",       "const_cast",
    "consteval",     "constexpr",   "constinit",
    "continue",      "decltype",    "default",
    "delete",        "do",          "double",
    "dynamic_cast",  "else",        "enum",
    "explicit",      "export",      "extern",
    "false",         "float",       "for",
    "friend",        "goto",        "if",
    "inline",        "int",         "long",
    "mutable",       "namespace",   "new",
    "noexcept",      "not",         "not_eq",
    "nullptr",       "operator",    "or",
    "or_eq",         "private",     "protected",
    "public",        "register",    "reinterpret_cast",
    "requires",      "return",      "short",
    "signed",        "sizeof",      "static",
    "static_assert", "static_cast", "struct",
    "switch",        "template",    "this",
    "thread_local",  "throw",       "true",
    "try",           "typedef",     "typeid",
    "typename",      "union",       "unsigned",
    "using",         "virtual",     "void",
    "volatile",      "wchar_t",     "while",
    "xor",           "xor_eq",      "override",
    "final"};

constexpr std::array<std::string_view, 6> kLibraryNames = {"sip",  "std",     "manifest",
                                                           "move", "forward", "sip_main"};

}  // namespace

bool is_process_name(std::string_view name) {
  return !name.empty() && name.size() <= 31 && is_lower(name[0]) &&
         std::ranges::all_of(name, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

bool is_member_name(std::string_view name) {
  if (name.empty() || name.size() > 100 || !is_letter(name[0])) return false;
  if (!std::ranges::all_of(name, [](char c) { return is_letter(c) || is_digit(c) || c == '_'; }))
    return false;
  return name.find("__") == name.npos && std::ranges::find(kKeywords, name) == kKeywords.end();
}

bool is_qualified_name(std::string_view name) {
  while (true) {
    const auto dot = name.find('.');
    if (!is_member_name(name.substr(0, dot))) return false;
    if (dot == name.npos) return true;
    name.remove_prefix(dot + 1);
  }
}

bool is_macro_name(std::string_view name) {
  return is_member_name(name) && std::ranges::find(kLibraryNames, name) == kLibraryNames.end() &&
         !name.starts_with("SIP_");
}

}  // namespace sipc
