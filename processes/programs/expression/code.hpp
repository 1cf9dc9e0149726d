// Code of the expression machine: operations with one operand, for a stack of numbers.
#pragma once
#include <manifest.hpp>

namespace expression {

enum class Operation : std::uint8_t {
  kConstant,  // push the operand
  kLoad,      // push the variable
  kStore,     // pop into the variable
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kRemainder,
  kLess,
  kEqual,
  kNegate,
  kNot,
  kJump,        // to the operand
  kJumpIfZero,  // pop; jump if it is 0
};

struct Instruction {
  Operation operation = Operation::kConstant;
  std::int64_t operand = 0;
};

struct Program {
  sip::Vector<Instruction> code;
  std::size_t variables = 0;
  std::size_t deepest = 0;  // what the stack needs
};

}  // namespace expression
