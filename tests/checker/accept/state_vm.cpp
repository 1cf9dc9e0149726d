// a stack machine for small programs
#include <sip/core.hpp>
enum class Op { kPush, kAdd, kMultiply, kJumpIfZero, kJump, kHalt };
struct Instruction {
  Op op = Op::kHalt;
  long operand = 0;
};
class Machine {
 public:
  explicit Machine(sip::Vector<Instruction> program) : program_(std::move(program)) {}
  long run() {
    while (true) {
      const auto& now = program_[at_];
      ++at_;
      switch (now.op) {
        case Op::kPush: stack_.push_back(now.operand); break;
        case Op::kAdd: {
          const long b = pop();
          stack_.push_back(pop() + b);
          break;
        }
        case Op::kMultiply: {
          const long b = pop();
          stack_.push_back(pop() * b);
          break;
        }
        case Op::kJumpIfZero:
          if (pop() == 0) at_ = static_cast<unsigned long>(now.operand);
          break;
        case Op::kJump: at_ = static_cast<unsigned long>(now.operand); break;
        case Op::kHalt: return pop();
      }
    }
  }

 private:
  long pop() {
    const long top = stack_.back();
    stack_.pop_back();
    return top;
  }
  sip::Vector<Instruction> program_;
  sip::Vector<long> stack_;
  unsigned long at_ = 0;
};
