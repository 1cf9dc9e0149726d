// The expression compiler and its machine as processes/programs/expression, in plain C++.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "program.hpp"

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
  std::vector<Instruction> code;
  std::size_t variables = 0;
  std::size_t deepest = 0;  // what the stack needs
};

}  // namespace expression

namespace expression {

enum class Token : std::uint8_t { kEnd, kNumber, kName, kSign, kBad };

class Lexer {
 public:
  explicit Lexer(std::string text) : text_(std::move(text)) { next(); }

  Token token() const { return token_; }
  std::int64_t number() const { return number_; }
  std::string_view text() const { return std::string_view(text_).substr(from_, at_ - from_); }
  std::size_t place() const { return from_; }
  bool is(std::string_view wanted) const {
    return (token_ == Token::kSign || token_ == Token::kName) && text() == wanted;
  }

  void next() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
    from_ = at_;
    if (at_ == text_.size()) {
      token_ = Token::kEnd;
    } else if (is_digit(text_[at_])) {
      token_ = Token::kNumber;
      for (number_ = 0; at_ < text_.size() && is_digit(text_[at_]); ++at_)
        number_ = number_ * 10 + (text_[at_] - '0');
    } else if (is_letter(text_[at_])) {
      token_ = Token::kName;
      while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]))) ++at_;
    } else {
      const std::string_view signs = "+-*/%<=!(){};";
      token_ = signs.find(text_[at_]) == std::string_view::npos ? Token::kBad : Token::kSign;
      ++at_;
      if (text_[from_] == '=' && at_ < text_.size() && text_[at_] == '=') ++at_;
    }
  }

 private:
  static bool is_digit(char character) { return character >= '0' && character <= '9'; }
  static bool is_letter(char character) {
    return (character | 32) >= 'a' && (character | 32) <= 'z';
  }

  std::string text_;
  std::size_t at_ = 0, from_ = 0;
  std::int64_t number_ = 0;
  Token token_ = Token::kEnd;
};

}  // namespace expression

namespace expression {

struct Error {
  std::string what;
  std::size_t place = 0;
};

class Compiler {
 public:
  explicit Compiler(std::string text) : lexer_(std::move(text)) {}

  /// The program, or nothing: error() says why.
  std::optional<Program> compile() {
    while (lexer_.token() != Token::kEnd)
      if (!statement()) return {};
    program_.variables = names_.size();
    return program_;
  }
  const Error& error() const { return error_; }
  /// The number of a variable that the program names.
  std::optional<std::size_t> variable(std::string_view name) const {
    const auto found = names_.find(std::string(name));
    return found == names_.end() ? std::nullopt : std::optional<std::size_t>(found->second);
  }

 private:
  bool fail(std::string_view what) {
    error_ = Error{std::string(what), lexer_.place()};
    return false;
  }
  bool take(std::string_view sign) {
    if (!lexer_.is(sign)) return false;
    lexer_.next();
    return true;
  }
  bool want(std::string_view sign) { return take(sign) || fail("another sign is missing here"); }

  void emit(Operation operation, std::int64_t operand, std::ptrdiff_t growth) {
    program_.code.push_back(Instruction{operation, operand});
    depth_ += static_cast<std::size_t>(growth);
    if (depth_ > program_.deepest) program_.deepest = depth_;
  }
  std::size_t emit_jump(Operation operation) {
    emit(operation, 0, operation == Operation::kJumpIfZero ? -1 : 0);
    return program_.code.size() - 1;
  }
  void land(std::size_t jump) {
    program_.code[jump].operand = static_cast<std::int64_t>(program_.code.size());
    barrier_ = program_.code.size();
  }
  std::size_t number_of(std::string_view name) {
    return names_.try_emplace(std::string(name), names_.size()).first->second;
  }

  bool statement() {
    if (take("{")) {
      while (!lexer_.is("}"))
        if (lexer_.token() == Token::kEnd || !statement()) return fail("a block has no end");
      return want("}");
    }
    if (take("while")) return while_statement();
    if (take("if")) return if_statement();
    if (lexer_.token() != Token::kName) return fail("a statement begins with a name");
    const std::size_t variable = number_of(lexer_.text());
    lexer_.next();
    if (!want("=") || !comparison() || !want(";")) return false;
    emit(Operation::kStore, static_cast<std::int64_t>(variable), -1);
    return true;
  }
  bool while_statement() {
    const std::size_t start = program_.code.size();
    barrier_ = start;
    if (!want("(") || !comparison() || !want(")")) return false;
    const std::size_t out = emit_jump(Operation::kJumpIfZero);
    if (!statement()) return false;
    emit(Operation::kJump, static_cast<std::int64_t>(start), 0);
    land(out);
    return true;
  }
  bool if_statement() {
    if (!want("(") || !comparison() || !want(")")) return false;
    const std::size_t otherwise = emit_jump(Operation::kJumpIfZero);
    if (!statement()) return false;
    if (!take("else")) {
      land(otherwise);
      return true;
    }
    const std::size_t end = emit_jump(Operation::kJump);
    land(otherwise);
    if (!statement()) return false;
    land(end);
    return true;
  }

  bool comparison() {
    if (!sum()) return false;
    while (lexer_.is("<") || lexer_.is("==")) {
      const auto operation = lexer_.is("<") ? Operation::kLess : Operation::kEqual;
      lexer_.next();
      if (!sum()) return false;
      combine(operation);
    }
    return true;
  }
  bool sum() {
    if (!product()) return false;
    while (lexer_.is("+") || lexer_.is("-")) {
      const auto operation = lexer_.is("+") ? Operation::kAdd : Operation::kSubtract;
      lexer_.next();
      if (!product()) return false;
      combine(operation);
    }
    return true;
  }
  bool product() {
    if (!factor()) return false;
    while (lexer_.is("*") || lexer_.is("/") || lexer_.is("%")) {
      const auto operation = lexer_.is("*")   ? Operation::kMultiply
                             : lexer_.is("/") ? Operation::kDivide
                                              : Operation::kRemainder;
      lexer_.next();
      if (!factor()) return false;
      combine(operation);
    }
    return true;
  }
  bool factor() {
    if (take("(")) return comparison() && want(")");
    if (take("-")) {
      if (!factor()) return false;
      emit(Operation::kNegate, 0, 0);
      return true;
    }
    if (take("!")) {
      if (!factor()) return false;
      emit(Operation::kNot, 0, 0);
      return true;
    }
    if (lexer_.token() == Token::kNumber) {
      emit(Operation::kConstant, lexer_.number(), 1);
    } else if (lexer_.token() == Token::kName) {
      emit(Operation::kLoad, static_cast<std::int64_t>(number_of(lexer_.text())), 1);
    } else {
      return fail("a number, a name or '(' is missing here");
    }
    lexer_.next();
    return true;
  }

  // Two constants that no jump lands between become one.
  void combine(Operation operation) {
    auto& code = program_.code;
    const std::size_t size = code.size();
    const bool constant = size >= 2 && size - 2 >= barrier_ &&
                          code[size - 1].operation == Operation::kConstant &&
                          code[size - 2].operation == Operation::kConstant;
    if (constant && (operation == Operation::kAdd || operation == Operation::kMultiply)) {
      const std::int64_t right = code[size - 1].operand;
      std::int64_t& left = code[size - 2].operand;
      left = operation == Operation::kAdd ? left + right : left * right;
      code.pop_back();
      --depth_;
      return;
    }
    emit(operation, 0, -1);
  }

  Lexer lexer_;
  Program program_;
  std::unordered_map<std::string, std::size_t> names_;
  Error error_;
  std::size_t depth_ = 0, barrier_ = 0;
};

}  // namespace expression

namespace expression {

enum class Outcome : std::uint8_t { kDone, kDivisionByZero, kTooLong };

class Machine {
 public:
  explicit Machine(const Program& program)
      : program_(program), variables_(program.variables), stack_(program.deepest + 1) {}

  Outcome run(std::uint64_t most_instructions) {
    const std::span<const Instruction> code = program_.code;
    const std::span<std::int64_t> stack = stack_;
    const std::span<std::int64_t> variables = variables_;
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
  std::vector<std::int64_t> variables_, stack_;
};

}  // namespace expression

namespace {

std::uint64_t workload() {
  expression::Compiler compiler{std::string(
      "n = 1; r = 0; while (n < 3000) { x = n; s = 0;"
      "  while (!(x == 1)) { if (x % 2 == 0) x = x / 2; else x = 3 * x + 1; s = s + 1; }"
      "  r = r * 31 + s; n = n + 1; }")};
  expression::Machine machine(compiler.compile().value());
  machine.run(100'000'000);
  return static_cast<std::uint64_t>(machine.variable(compiler.variable("r").value()));
}

}  // namespace

int main() {
  programs::measure([] { return workload(); });
}
