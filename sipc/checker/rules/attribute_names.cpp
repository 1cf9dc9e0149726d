// The scanner behind the attribute rule; see attribute_names.hpp.
#include "rules/attribute_names.hpp"

#include <clang/Basic/IdentifierTable.h>
#include <llvm/ADT/StringSwitch.h>

namespace bulkhead::checker {

namespace {

namespace tok = clang::tok;

std::string without_underscores(llvm::StringRef text) {
  if (text.size() > 4 && text.starts_with("__") && text.ends_with("__"))
    text = text.drop_front(2).drop_back(2);
  return text.str();
}

}  // namespace

void AttributeScanner::on_token(const clang::Token& token) {
  if (mode_ == Mode::kNone) {
    if (token.is(tok::kw___attribute)) start(Mode::kParens, 2);
    if (token.is(tok::kw___declspec)) start(Mode::kParens, 1);
    if (token.is(tok::l_square) && after_bracket_) start(Mode::kBrackets, 0);
    after_bracket_ = mode_ == Mode::kNone && token.is(tok::l_square);
    return;
  }
  if (depth_ == names_depth_ && token.getIdentifierInfo() != nullptr) {
    on_name_token(token);
  } else if (token.isOneOf(tok::l_paren, tok::l_square, tok::l_brace)) {
    if (depth_ == names_depth_) finish_name();
    ++depth_;
  } else if (token.isOneOf(tok::r_paren, tok::r_square, tok::r_brace)) {
    if (depth_ == names_depth_) finish_name();
    if (depth_ <= (mode_ == Mode::kBrackets ? 0U : 1U)) mode_ = Mode::kNone;
    if (depth_ > 0) --depth_;
  } else if (depth_ == names_depth_ && token.is(tok::colon) && using_prefix_) {
    prefix_ = name_.text + "::";
    name_ = {};
    using_prefix_ = false;
  } else if (depth_ == names_depth_ && token.is(tok::coloncolon)) {
    name_.text += "::";
  } else if (depth_ == names_depth_) {
    finish_name();
  }
}

void AttributeScanner::start(Mode mode, unsigned names_depth) {
  mode_ = mode;
  depth_ = 0;
  names_depth_ = names_depth;
  after_bracket_ = false;
  using_prefix_ = false;
  prefix_.clear();
  name_ = {};
}

void AttributeScanner::on_name_token(const clang::Token& token) {
  if (token.is(tok::kw_using)) {
    using_prefix_ = true;
    return;
  }
  if (!name_.text.empty() && !llvm::StringRef(name_.text).ends_with("::")) finish_name();
  if (name_.text.empty()) name_.place = token.getLocation();
  name_.text += without_underscores(token.getIdentifierInfo()->getName());
}

void AttributeScanner::finish_name() {
  if (!name_.text.empty()) on_name_({name_.place, prefix_ + name_.text});
  name_ = {};
}

bool is_allowed_attribute(llvm::StringRef name, Level level) {
  const bool for_all =
      llvm::StringSwitch<bool>(name)
          .Cases("nodiscard", "maybe_unused", "deprecated", "fallthrough", true)
          .Cases("likely", "unlikely", "no_unique_address", true)
          .Cases("annotate", "clang::annotate", true)  // the text is looked at later
          .Cases("sip::linear", "sip::must_consume", true)
          .Default(false);
  if (for_all || level == Level::kUser) return for_all;
  if (level == Level::kKernel)
    return llvm::StringSwitch<bool>(name)
        .Cases("noreturn", "gnu::cold", "gnu::noinline", "gnu::always_inline", true)
        .Cases("clang::always_inline", "clang::preserve_most", true)
        .Default(false);
  if (name == "noreturn") return level >= Level::kSdk;
  return llvm::StringSwitch<bool>(name)
      .Cases("diagnose_if", "clang::diagnose_if", "always_inline", "gnu::always_inline", true)
      .Cases("clang::always_inline", "clang::lifetimebound", "sip::branches", "sip::cell", true)
      .Default(false);
}

}  // namespace bulkhead::checker
