// Small helpers of the model: qualified names, hexadecimal hashes, the spelling of operators.
#include "model/model.hpp"

#include <fmt/format.h>

namespace contracts {
namespace {

struct OperatorSpelling {
  std::string_view word;
  std::string_view symbol;
};

// In the order of enum Operator.
constexpr std::array<OperatorSpelling, 22> kSpellings = {{
    {"neg", "-"}, {"not", "~"}, {"lnot", "!"},  {"", "+"},     {"mul", "*"},  {"div", "/"},
    {"mod", "%"}, {"add", "+"}, {"sub", "-"},   {"shl", "<<"}, {"shr", ">>"}, {"lt", "<"},
    {"le", "<="}, {"gt", ">"},  {"ge", ">="},   {"eq", "=="},  {"ne", "!="},  {"and", "&"},
    {"xor", "^"}, {"or", "|"},  {"land", "&&"}, {"lor", "||"},
}};

}  // namespace

bool is_comparison(Operator op) {
  return op >= Operator::kLess && op <= Operator::kNotEqual;
}
std::string_view canonical_word(Operator op) {
  return kSpellings[static_cast<std::size_t>(op)].word;
}
std::string_view symbol(Operator op) {
  return kSpellings[static_cast<std::size_t>(op)].symbol;
}

std::string join_scope(const std::string& scope, const std::string& name) {
  return scope.empty() ? name : scope + "." + name;
}

std::string hex(const std::array<std::uint8_t, 32>& hash) {
  std::string out;
  for (const std::uint8_t byte : hash) out += fmt::format("{:02x}", byte);
  return out;
}

}  // namespace contracts
