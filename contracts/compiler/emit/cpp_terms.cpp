// Integers of `requires` are 64 bits wide and floating point is double, so operands of arithmetic
// are widened; a parameter
// compared with a constant of its own range is left as it is, because people read these conditions
// in diagnostics.
#include "emit/cpp_terms.hpp"

#include <fmt/format.h>

#include "emit/cpp_names.hpp"

namespace contracts {
namespace {

enum class Widen { kNo, kYes };

std::string literal(const Term& term, TermClass as) {
  if (term.term_class == TermClass::kBool) return term.value != 0 ? "true" : "false";
  if (term.term_class == TermClass::kFloat) return cpp_real(term.real);
  if (term.value == smallest(Primitive::kI64)) return "(-9223372036854775807 - 1)";
  const bool is_unsigned = as == TermClass::kUnsigned || term.value > largest(Primitive::kI64);
  return to_string(term.value) + (is_unsigned ? "u" : "");
}

std::string leaf(const Term& term, const Message& message, Widen widen) {
  const Field& param = message.params[term.parameter];
  const std::string name = "message." + member_names(message.params)[term.parameter];
  if (term.kind == Term::Kind::kLength)
    return fmt::format("static_cast<std::int64_t>({}.size())", name);
  if (term.term_class == TermClass::kEnum)
    return fmt::format("static_cast<{}>({})", info(param.type.enumeration->underlying).cpp_name,
                       name);
  if (param.type.primitive == Primitive::kChar) {
    const std::string unit = fmt::format("static_cast<std::uint8_t>({})", name);
    return widen == Widen::kYes ? fmt::format("static_cast<std::int64_t>({})", unit) : unit;
  }
  if (widen == Widen::kYes && param.type.primitive == Primitive::kF32)
    return fmt::format("static_cast<double>({})", name);
  const bool is_narrow =
      term.term_class == TermClass::kSigned && param.type.primitive != Primitive::kI64;
  return widen == Widen::kYes && is_narrow ? fmt::format("static_cast<std::int64_t>({})", name)
                                           : name;
}

bool in_range(const Term& constant, const Term& other, const Message& message) {
  if (other.kind != Term::Kind::kParameter || other.term_class == TermClass::kFloat ||
      other.term_class == TermClass::kEnum)
    return true;
  const Primitive primitive = message.params[other.parameter].type.primitive;
  return constant.value >= smallest(primitive) && constant.value <= largest(primitive);
}

class Writer {
 public:
  explicit Writer(const Message& message) : message_(message) {}

  std::string write(const Term& term, TermClass as, Widen widen) const {
    if (term.kind == Term::Kind::kConstant) return literal(term, as);
    if (term.kind != Term::Kind::kOperation) return leaf(term, message_, widen);
    if (term.operands.size() == 1)
      return fmt::format("{}({})", symbol(term.op),
                         write(term.operands[0], term.term_class, arithmetic(term)));
    const Term& left = term.operands[0];
    const Term& right = term.operands[1];
    const TermClass common =
        left.term_class == TermClass::kConstant ? right.term_class : left.term_class;
    const Widen inner = is_comparison(term.op) ? comparison(left, right) : arithmetic(term);
    const std::string text = fmt::format("{} {} {}", nested(left, common, inner), symbol(term.op),
                                         nested(right, common, inner));
    return text;
  }

 private:
  std::string nested(const Term& term, TermClass as, Widen widen) const {
    const std::string text = write(term, as, widen);
    return term.kind == Term::Kind::kOperation && term.operands.size() == 2 ? "(" + text + ")"
                                                                            : text;
  }

  static Widen arithmetic(const Term& term) {
    const bool widens =
        term.term_class == TermClass::kSigned || term.term_class == TermClass::kFloat;
    return widens ? Widen::kYes : Widen::kNo;
  }

  Widen comparison(const Term& left, const Term& right) const {
    const bool plain = (left.kind == Term::Kind::kConstant && in_range(left, right, message_)) ||
                       (right.kind == Term::Kind::kConstant && in_range(right, left, message_));
    return plain || left.term_class == TermClass::kBool ? Widen::kNo : Widen::kYes;
  }

  const Message& message_;
};

}  // namespace

std::string cpp_real(double value) {
  const std::string text = fmt::format("{}", value);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string cpp_term(const Term& term, const Message& message) {
  return Writer(message).write(term, term.term_class, Widen::kNo);
}

}  // namespace contracts
