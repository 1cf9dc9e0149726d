// The type checker and folder for expressions. Integers are 64 bits wide: signed unless an operand
// is ulong or UIntPtr; mixing the two is refused rather than converted. Divisors and shift counts
// must be constants, so that evaluating a `requires` can never trap.
#include "passes/evaluate.hpp"

#include <fmt/format.h>

#include <cmath>

namespace contracts {
namespace {

bool is_integer(const Term& term) {
  return term.term_class == TermClass::kSigned || term.term_class == TermClass::kUnsigned ||
         term.term_class == TermClass::kConstant;
}
bool is_float(const Term& term) {
  return term.term_class == TermClass::kFloat;
}
bool is_constant(const Term& term) {
  return term.kind == Term::Kind::kConstant;
}

std::string class_name(const Term& term) {
  switch (term.term_class) {
    case TermClass::kBool:
      return "bool";
    case TermClass::kSigned:
      return "a signed integer";
    case TermClass::kUnsigned:
      return "an unsigned 64-bit integer";
    case TermClass::kConstant:
      return "an integer constant";
    case TermClass::kFloat:
      return "floating point";
    case TermClass::kEnum:
      return "enum " + term.enumeration->name.text;
  }
  return "";
}

Term constant(TermClass term_class, Wide value, const EnumDecl* enumeration = nullptr) {
  Term term;
  term.term_class = term_class;
  term.value = value;
  term.enumeration = enumeration;
  return term;
}

Term constant(double value) {
  Term term = constant(TermClass::kFloat, 0);
  term.real = value;
  return term;
}

double fold_real(Operator op, double a, double b) {
  switch (op) {
    case Operator::kAdd:
      return a + b;
    case Operator::kSubtract:
      return a - b;
    case Operator::kMultiply:
      return a * b;
    default:
      return a / b;
  }
}

bool compare_real(Operator op, double a, double b) {
  switch (op) {
    case Operator::kLess:
      return a < b;
    case Operator::kLessEqual:
      return a <= b;
    case Operator::kGreater:
      return a > b;
    case Operator::kGreaterEqual:
      return a >= b;
    case Operator::kEqual:
      return a == b;
    default:
      return a != b;
  }
}

Wide fold(Operator op, Wide a, Wide b) {
  switch (op) {
    case Operator::kMultiply:
      return a * b;
    case Operator::kDivide:
      return a / b;
    case Operator::kModulo:
      return a % b;
    case Operator::kAdd:
      return a + b;
    case Operator::kSubtract:
      return a - b;
    case Operator::kShiftLeft:
      return a * (Wide{1} << static_cast<int>(b));
    case Operator::kShiftRight:
      return a >> static_cast<int>(b);
    case Operator::kLess:
      return a < b;
    case Operator::kLessEqual:
      return a <= b;
    case Operator::kGreater:
      return a > b;
    case Operator::kGreaterEqual:
      return a >= b;
    case Operator::kEqual:
      return a == b;
    case Operator::kNotEqual:
      return a != b;
    case Operator::kAnd:
      return a & b;
    case Operator::kXor:
      return a ^ b;
    case Operator::kOr:
      return a | b;
    case Operator::kLogicalAnd:
      return a != 0 && b != 0;
    case Operator::kLogicalOr:
      return a != 0 || b != 0;
    default:
      return 0;
  }
}

class Evaluator {
 public:
  Evaluator(const Surroundings& surroundings, Reporter& reporter)
      : in_(surroundings), reporter_(reporter) {}

  std::optional<Term> run(const Expr& e) {
    switch (e.kind) {
      case Expr::Kind::kNumber:
        return constant(TermClass::kConstant, e.number);
      case Expr::Kind::kBool:
        return constant(TermClass::kBool, e.number);
      case Expr::Kind::kString:
        return fail(e.at, 300, "a text cannot be calculated with",
                    "only a `const string` may be a text");
      case Expr::Kind::kFloat:
        return constant(e.real);
      case Expr::Kind::kName:
        return name(e);
      case Expr::Kind::kUnary:
        return unary(e);
      case Expr::Kind::kBinary:
        return binary(e);
    }
    return std::nullopt;
  }

 private:
  std::nullopt_t fail(Range at, int number, std::string text, std::string remedy = "") {
    reporter_.report(at, number, std::move(text), std::move(remedy));
    return std::nullopt;
  }

  std::optional<Term> name(const Expr& e) {
    const auto dot = e.text.rfind('.');
    if (in_.message != nullptr) {
      const std::string head = e.text.substr(0, e.text.find('.'));
      for (std::size_t i = 0; i < in_.message->params.size(); ++i)
        if (in_.message->params[i].name.text == head) return parameter(e, i, head);
    }
    if (dot == std::string::npos) return constant_named(e);
    const EnumDecl* enumeration = nullptr;
    for (const Contract* c = in_.contract; c != nullptr && enumeration == nullptr; c = c->base)
      enumeration = find_outwards(in_.symbols.enums, c->qualified, e.text.substr(0, dot));
    if (enumeration == nullptr)
      enumeration = find_outwards(in_.symbols.enums, in_.scope, e.text.substr(0, dot));
    if (enumeration == nullptr)
      return fail(e.at, 203, fmt::format("nothing here is called '{}'", e.text));
    for (const Enumerator& each : enumeration->enumerators)
      if (each.name.text == e.text.substr(dot + 1))
        return constant(TermClass::kEnum, each.number, enumeration);
    return fail(e.at, 203,
                fmt::format("enum {} has no enumerator '{}'", enumeration->name.text,
                            e.text.substr(dot + 1)));
  }

  std::optional<Term> constant_named(const Expr& e) {
    for (const Contract* c = in_.contract; c != nullptr; c = c->base)
      for (const auto& each : c->constants) {
        if (each->name.text != e.text) continue;
        if (!each->valid)
          return fail(e.at, 307, fmt::format("the constant {} has no value yet", e.text),
                      "declare it, correctly, before it is used");
        if (each->is_string)
          return fail(e.at, 300, fmt::format("the constant {} is a text", e.text), "use a number");
        if (each->primitive == Primitive::kF32 || each->primitive == Primitive::kF64)
          return constant(each->real);
        return constant(
            each->primitive == Primitive::kBool ? TermClass::kBool : TermClass::kConstant,
            each->number);
      }
    return fail(e.at, 203, fmt::format("nothing here is called '{}'", e.text));
  }

  std::optional<Term> parameter(const Expr& e, std::size_t index, const std::string& head) {
    const Type& type = in_.message->params[index].type;
    Term term;
    term.parameter = index;
    if (e.text != head) {
      if (e.text != head + ".length" || type.kind != Type::Kind::kVector)
        return fail(e.at, 300, fmt::format("'{}' cannot be used in an expression", e.text),
                    "only `.length` of a vector parameter exists");
      term.kind = Term::Kind::kLength;
      term.term_class = TermClass::kSigned;
      return term;
    }
    term.kind = Term::Kind::kParameter;
    if (type.kind == Type::Kind::kUnknown)
      return std::nullopt;  // reported where the type is written
    if (type.kind == Type::Kind::kEnum) {
      term.term_class = TermClass::kEnum;
      term.enumeration = type.enumeration;
    } else if (type.kind == Type::Kind::kPrimitive) {
      const PrimitiveInfo& primitive = info(type.primitive);
      term.term_class = type.primitive == Primitive::kBool             ? TermClass::kBool
                        : !primitive.is_integer                        ? TermClass::kFloat
                        : primitive.bytes == 8 && !primitive.is_signed ? TermClass::kUnsigned
                                                                       : TermClass::kSigned;
    } else {
      return fail(e.at, 300,
                  fmt::format("the parameter {} is not a value that can be compared", head),
                  "use numbers, bools, enumerations, or `.length` of a vector");
    }
    return term;
  }

  std::optional<Term> unary(const Expr& e) {
    std::optional<Term> operand = run(*e.left);
    if (!operand) return std::nullopt;
    const bool logical = e.op == Operator::kLogicalNot;
    const bool fits =
        logical ? operand->term_class == TermClass::kBool
                : is_integer(*operand) || (is_float(*operand) && e.op != Operator::kComplement);
    if (!fits || (e.op == Operator::kNegate && operand->term_class == TermClass::kUnsigned))
      return fail(e.operator_at, 300,
                  fmt::format("'{}' cannot be applied to {}", symbol(e.op), class_name(*operand)));
    if (e.op == Operator::kPlus) return operand;
    if (is_constant(*operand) && is_float(*operand)) return constant(-operand->real);
    if (is_constant(*operand)) {
      operand->value = logical                     ? operand->value == 0
                       : e.op == Operator::kNegate ? -operand->value
                                                   : ~operand->value;
      return checked(e.at, *operand);
    }
    Term term;
    term.kind = Term::Kind::kOperation;
    term.op = e.op;
    term.term_class = operand->term_class;
    term.operands.push_back(std::move(*operand));
    return term;
  }

  std::optional<Term> checked(Range at, Term term) {
    if (term.term_class == TermClass::kConstant &&
        (term.value < smallest(Primitive::kI64) || term.value > largest(Primitive::kU64)))
      return fail(at, 301, fmt::format("{} does not fit into 64 bits", to_string(term.value)));
    return term;
  }

  std::optional<Term> binary(const Expr& e) {
    std::optional<Term> left = run(*e.left);
    std::optional<Term> right = run(*e.right);
    if (!left || !right) return std::nullopt;
    const std::optional<TermClass> result = result_class(e, *left, *right);
    if (!result) return std::nullopt;
    if (is_constant(*left) && is_constant(*right) && (is_float(*left) || is_float(*right)))
      return fold_floats(e, *result, real_of(*left), real_of(*right));
    if (is_constant(*left) && is_constant(*right))
      return checked(e.at, constant(*result, fold(e.op, left->value, right->value)));
    Term term;
    term.kind = Term::Kind::kOperation;
    term.op = e.op;
    term.term_class = *result;
    term.operands.push_back(std::move(*left));
    term.operands.push_back(std::move(*right));
    return term;
  }

  static double real_of(const Term& term) {
    return is_float(term) ? term.real : static_cast<double>(term.value);
  }

  std::optional<Term> fold_floats(const Expr& e, TermClass result, double left, double right) {
    if (result == TermClass::kBool)
      return constant(TermClass::kBool, compare_real(e.op, left, right));
    const double value = fold_real(e.op, left, right);
    if (!std::isfinite(value)) return fail(e.at, 301, "the value is beyond the largest double");
    return constant(value);
  }

  std::optional<TermClass> float_class(const Expr& e, const Term& left, const Term& right) {
    for (const Term* each : {&left, &right}) {
      if (is_float(*each)) continue;
      if (each->term_class != TermClass::kConstant) return mismatch(e, left, right);
      constexpr Wide kExact = Wide{1} << 53;
      if (each->value > kExact || each->value < -kExact)
        return fail(e.at, 301, fmt::format("{} is not exact in a double", to_string(each->value)));
    }
    if (is_comparison(e.op)) return TermClass::kBool;
    if (e.op == Operator::kDivide && (!is_constant(right) || real_of(right) == 0))
      return fail(e.right->at, 305, "a divisor must be a constant other than 0");
    const bool exists = e.op == Operator::kAdd || e.op == Operator::kSubtract ||
                        e.op == Operator::kMultiply || e.op == Operator::kDivide;
    return exists ? std::optional(TermClass::kFloat) : mismatch(e, left, right);
  }

  std::optional<TermClass> result_class(const Expr& e, const Term& left, const Term& right) {
    const bool both_bool =
        left.term_class == TermClass::kBool && right.term_class == TermClass::kBool;
    if (e.op == Operator::kLogicalAnd || e.op == Operator::kLogicalOr)
      return both_bool ? std::optional(TermClass::kBool) : mismatch(e, left, right);
    const bool same_enum = left.term_class == TermClass::kEnum &&
                           right.term_class == TermClass::kEnum &&
                           left.enumeration == right.enumeration;
    if (same_enum)
      return is_comparison(e.op) ? std::optional(TermClass::kBool) : mismatch(e, left, right);
    if (both_bool)
      return e.op == Operator::kEqual || e.op == Operator::kNotEqual
                 ? std::optional(TermClass::kBool)
                 : mismatch(e, left, right);
    if (is_float(left) || is_float(right)) return float_class(e, left, right);
    if (!is_integer(left) || !is_integer(right)) return mismatch(e, left, right);
    return integer_class(e, left, right);
  }

  std::optional<TermClass> integer_class(const Expr& e, const Term& left, const Term& right) {
    const bool divides = e.op == Operator::kDivide || e.op == Operator::kModulo;
    if (divides && (!is_constant(right) || right.value == 0 || right.value == -1))
      return fail(e.right->at, 305, "a divisor must be a constant other than 0 and -1");
    if (e.op == Operator::kShiftLeft || e.op == Operator::kShiftRight) {
      if (!is_constant(right) || right.value < 0 || right.value > 63)
        return fail(e.right->at, 305, "a shift count must be a constant from 0 to 63");
      return left.term_class;
    }
    TermClass common = left.term_class == TermClass::kConstant ? right.term_class : left.term_class;
    if (right.term_class != TermClass::kConstant && right.term_class != common)
      return fail(
          e.operator_at, 300,
          fmt::format("'{}' mixes {} with {}", symbol(e.op), class_name(left), class_name(right)),
          "use one kind of integer; nothing is converted silently");
    for (const Term* each : {&left, &right})
      if (each->term_class == TermClass::kConstant &&
          ((common == TermClass::kSigned && each->value > largest(Primitive::kI64)) ||
           (common == TermClass::kUnsigned && each->value < 0)))
        return fail(
            e.at, 301,
            fmt::format("{} is not a value of the other operand's type", to_string(each->value)));
    return is_comparison(e.op) ? TermClass::kBool : common;
  }

  std::optional<TermClass> mismatch(const Expr& e, const Term& left, const Term& right) {
    return fail(e.operator_at, 300,
                fmt::format("'{}' cannot be applied to {} and {}", symbol(e.op), class_name(left),
                            class_name(right)));
  }

  const Surroundings& in_;
  Reporter& reporter_;
};

}  // namespace

std::optional<Term> evaluate(const Expr& expression, const Surroundings& surroundings,
                             Reporter& reporter) {
  return Evaluator(surroundings, reporter).run(expression);
}

std::optional<std::string> evaluate_string(const Expr& expression, const Surroundings& in) {
  if (expression.kind == Expr::Kind::kString) return expression.text;
  if (expression.kind == Expr::Kind::kName) {
    for (const Contract* c = in.contract; c != nullptr; c = c->base)
      for (const auto& each : c->constants)
        if (each->name.text == expression.text && each->valid && each->is_string) return each->text;
    return std::nullopt;
  }
  if (expression.kind != Expr::Kind::kBinary || expression.op != Operator::kAdd)
    return std::nullopt;
  const auto left = evaluate_string(*expression.left, in);
  const auto right = evaluate_string(*expression.right, in);
  return left && right ? std::optional(*left + *right) : std::nullopt;
}

}  // namespace contracts
