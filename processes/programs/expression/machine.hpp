// The machine: runs a program's code on a stack of 64-bit numbers that wrap. Division by zero ends
// the program with a mistake, not the SIP.
#pragma once
#include <manifest.hpp>

#include "code.hpp"

namespace expression {

enum class Outcome : std::uint8_t { kDone, kDivisionByZero, kTooLong };

class Machine {
 public:
  explicit Machine(const Program& program)
      : program_(program), variables_(program.variables), stack_(program.deepest + 1) {}

  Outcome run(std::uint64_t most_instructions) {
    const sip::Span<const Instruction> code = program_.code.span();
    const sip::Span<std::int64_t> stack = stack_.span();
    const sip::Span<std::int64_t> variables = variables_.span();
    std::size_t at = 0, top = 0;  // stack[top] is the last that was pushed
    for (std::uint64_t used = 0; at < code.size(); ++used) {
      if (used == most_instructions) return Outcome::kTooLong;
      const Instruction& instruction = code[at];
      const auto operand = static_cast<std::size_t>(instruction.operand);
      ++at;
      switch (instruction.operation) {
        case Operation::kConstant:
          stack[++top] = instruction.operand;
          break;
        case Operation::kLoad:
          stack[++top] = variables[operand];
          break;
        case Operation::kStore:
          variables[operand] = stack[top--];
          break;
        case Operation::kJump:
          at = operand;
          break;
        case Operation::kJumpIfZero:
          if (stack[top--] == 0) at = operand;
          break;
        case Operation::kNegate:
          stack[top] = -stack[top];
          break;
        case Operation::kNot:
          stack[top] = stack[top] == 0 ? 1 : 0;
          break;
        default: {
          const std::int64_t right = stack[top--];
          if (!combine(instruction.operation, stack[top], right)) return Outcome::kDivisionByZero;
        }
      }
    }
    return Outcome::kDone;
  }

  std::int64_t variable(std::size_t number) const { return variables_[number]; }

 private:
  static bool combine(Operation operation, std::int64_t& left, std::int64_t right) {
    switch (operation) {
      case Operation::kAdd:
        left += right;
        return true;
      case Operation::kSubtract:
        left -= right;
        return true;
      case Operation::kMultiply:
        left *= right;
        return true;
      case Operation::kLess:
        left = left < right ? 1 : 0;
        return true;
      case Operation::kEqual:
        left = left == right ? 1 : 0;
        return true;
      case Operation::kDivide:
        if (right == 0) return false;
        left = right == -1 ? -left : left / right;  // the least number by -1 wraps
        return true;
      default:
        if (right == 0) return false;
        left = right == -1 ? 0 : left % right;
        return true;
    }
  }

  Program program_;
  sip::Vector<std::int64_t> variables_, stack_;
};

}  // namespace expression
