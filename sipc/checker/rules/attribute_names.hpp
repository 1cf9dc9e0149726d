// Picks the names out of `[[…]]` and `__attribute__((…))` as their tokens go by, and knows which
// are allowed.
#pragma once

#include <clang/Lex/Token.h>

#include <functional>
#include <string>

#include "trust.hpp"

namespace bulkhead::checker {

class AttributeScanner {
 public:
  struct Name {
    clang::SourceLocation place;
    std::string text;  // with its scope: "gnu::noinline"; underscores around it removed
  };
  using OnName = std::function<void(const Name&)>;

  explicit AttributeScanner(OnName on_name) : on_name_(std::move(on_name)) {}

  void on_token(const clang::Token& token);

 private:
  enum class Mode { kNone, kBrackets, kParens };

  void start(Mode mode, unsigned names_depth);
  void on_name_token(const clang::Token& token);
  void finish_name();

  OnName on_name_;
  Mode mode_ = Mode::kNone;
  unsigned depth_ = 0;  // of the token that comes next, counted from the attribute's own opening
  unsigned names_depth_ = 0;  // the depth at which names stand
  bool after_bracket_ = false;
  bool using_prefix_ = false;  // [[using gnu: …]]
  std::string prefix_;
  Name name_;
};

bool is_allowed_attribute(llvm::StringRef name, Level level);

}  // namespace bulkhead::checker
