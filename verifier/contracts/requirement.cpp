// `requires` expressions: prefix form in parentheses, checked for shape and names. Their meaning is
// bound by the structural hash.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string>

#include "contracts/canonical_reader.hpp"

namespace verifier {
namespace {

struct Operator {
  std::string_view name;
  unsigned operands;
};
constexpr auto kOperators = std::to_array<Operator>(
    {{"add", 2}, {"sub", 2}, {"mul", 2}, {"div", 2}, {"mod", 2},  {"shl", 2}, {"shr", 2},
     {"and", 2}, {"or", 2},  {"xor", 2}, {"not", 1}, {"neg", 1},  {"lt", 2},  {"le", 2},
     {"gt", 2},  {"ge", 2},  {"eq", 2},  {"ne", 2},  {"land", 2}, {"lor", 2}, {"lnot", 1}});

// A double as C's %a writes it, and in no other way: reading it and writing it again gives the
// text.
bool is_hexadecimal_float(std::string_view text) {
  constexpr std::size_t kLongest = 24;  // -0x1.fffffffffffffp-1022
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (!digits.starts_with("0x") || text.size() > kLongest) return false;
  const std::string copy(text);
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  return end == copy.c_str() + copy.size() && std::isfinite(value) &&
         fmt::format("{:a}", value) == text;
}

class RequirementReader {
 public:
  RequirementReader(std::string_view text, const ContractMessage& message)
      : rest_(text), message_(message) {}
  bool read() { return expression(0) && rest_.empty(); }

 private:
  std::string_view word() {
    const std::size_t end = std::min(rest_.find_first_of(" ()"), rest_.size());
    const std::string_view result = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return result;
  }
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool atom() {
    const std::string_view text = word();
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    const bool number = !digits.empty() && digits.size() <= 20 &&
                        std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    return number || is_hexadecimal_float(text) ||
           std::ranges::find(message_.parameters, text, &ContractField::name) !=
               message_.parameters.end();
  }
  bool expression(unsigned depth) {
    constexpr unsigned kDeepest = 256;
    if (depth > kDeepest) return false;
    if (!take('(')) return atom();
    const std::string_view name = word();
    if (name == "length") return take(' ') && atom() && take(')');
    const auto found = std::ranges::find(kOperators, name, &Operator::name);
    if (found == kOperators.end()) return false;
    for (unsigned i = 0; i < found->operands; ++i) {
      if (!take(' ') || !expression(depth + 1)) return false;
    }
    return take(')');
  }

  std::string_view rest_;
  const ContractMessage& message_;
};

}  // namespace

bool is_requirement(std::string_view text, const ContractMessage& message) {
  return RequirementReader(text, message).read();
}

}  // namespace verifier
