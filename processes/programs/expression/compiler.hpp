// The compiler: statements (`name = expression;`, while, if, blocks) become code in one pass, by
// recursive descent with one level for each rank of operators. Constant operands are computed.
#pragma once
#include <manifest.hpp>

#include "code.hpp"
#include "lexer.hpp"

namespace expression {

struct Error {
  sip::String what;
  std::size_t place = 0;
};

class Compiler {
 public:
  explicit Compiler(sip::String text) : lexer_(std::move(text)) {}

  /// The program, or nothing: error() says why.
  sip::Optional<Program> compile() {
    while (lexer_.token() != Token::kEnd)
      if (!statement()) return {};
    program_.variables = names_.size();
    return program_;
  }
  const Error& error() const { return error_; }
  /// The number of a variable that the program names.
  sip::Optional<std::size_t> variable(const sip::StringView& name) const {
    return names_.find(name);
  }

 private:
  bool fail(const sip::StringView& what) {
    error_ = Error{sip::String(what), lexer_.place()};
    return false;
  }
  bool take(const sip::StringView& sign) {
    if (!lexer_.is(sign)) return false;
    lexer_.next();
    return true;
  }
  bool want(const sip::StringView& sign) {
    return take(sign) || fail("another sign is missing here");
  }

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
  std::size_t number_of(const sip::StringView& name) {
    if (const auto known = names_.find(name)) return *known;
    const std::size_t number = names_.size();
    names_.insert(sip::String(name), number);
    return number;
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
  sip::HashMap<sip::String, std::size_t> names_;
  Error error_;
  std::size_t depth_ = 0, barrier_ = 0;
};

}  // namespace expression
