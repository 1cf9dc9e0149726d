// Expressions: the tree as written (Expr) and, for `requires`, the checked and folded form (Term)
// that every emitter reads.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "model/types.hpp"
#include "source/source_range.hpp"

namespace contracts {

enum class Operator {
  kNegate,
  kComplement,
  kLogicalNot,
  kPlus,
  kMultiply,
  kDivide,
  kModulo,
  kAdd,
  kSubtract,
  kShiftLeft,
  kShiftRight,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kEqual,
  kNotEqual,
  kAnd,
  kXor,
  kOr,
  kLogicalAnd,
  kLogicalOr
};

struct Expr {
  enum class Kind { kNumber, kBool, kString, kFloat, kName, kUnary, kBinary };
  Kind kind = Kind::kNumber;
  Range at;
  Wide number = 0;   // kNumber, kBool (0 or 1); characters are numbers
  double real = 0;   // kFloat
  std::string text;  // kString: its value; kName: dotted
  Operator op = Operator::kPlus;
  Range operator_at;
  std::unique_ptr<Expr> left;  // the operand of a unary operator
  std::unique_ptr<Expr> right;
};

/// What an expression of `requires` computes with. All integers are 64 bits wide and wrap;
/// kUnsigned is for ulong and UIntPtr operands; kConstant, a whole number, fits either and floating
/// point too, which is all double; an enumeration compares with its own enumerators only.
enum class TermClass { kBool, kSigned, kUnsigned, kConstant, kFloat, kEnum };

struct Term {
  enum class Kind { kConstant, kParameter, kLength, kOperation };
  Kind kind = Kind::kConstant;
  TermClass term_class = TermClass::kConstant;
  const EnumDecl* enumeration = nullptr;
  Wide value = 0;
  double real = 0;            // of a kFloat constant
  std::size_t parameter = 0;  // index in the message
  Operator op = Operator::kPlus;
  std::vector<Term> operands;
};

bool is_comparison(Operator op);
/// The word of the canonical form: add, lt, land …
std::string_view canonical_word(Operator op);
/// As written in the language and in C++.
std::string_view symbol(Operator op);

}  // namespace contracts
