// extension-keyword and the rules of forbidden keywords, attribute, forged-annotation,
// reserved-identifier, explicit instantiation; see tokens.hpp.
#include "rules/tokens.hpp"

#include <clang/Basic/IdentifierTable.h>

#include "rules/attribute_names.hpp"
#include "rules/keywords.hpp"

namespace bulkhead::checker {

namespace {

namespace tok = clang::tok;

class TokenRules {
 public:
  TokenRules(Trust& trust, Diagnoser& diagnose)
      : trust_(trust),
        diagnose_(diagnose),
        attributes_([this](const AttributeScanner::Name& name) { check_attribute(name); }) {}

  void on_token(const clang::Token& token) {
    if (token.isAnnotation()) return;
    attributes_.on_token(token);
    check_instantiation(token);
    if (const auto* identifier = token.getIdentifierInfo()) check_word(token, *identifier);
    before_last_ = last_;
    last_ = token.getKind();
    last_place_ = token.getLocation();
  }

 private:
  void check_word(const clang::Token& token, const clang::IdentifierInfo& identifier) {
    const auto level = trust_.level_of(token.getLocation());
    if (level == Level::kTrusted) return;
    if (tok::getKeywordSpelling(token.getKind()) != nullptr) {
      check_keyword(token, level);
    } else if (token.is(tok::identifier) && is_reserved_identifier(identifier.getName()) &&
               !identifier.getName().starts_with(
                   "__builtin_")) {  // builtins have a rule of their own
      diagnose_.report({Rule::kReservedIdentifier, token.getLocation(),
                        "reserved identifier '" + identifier.getName().str() + "'"});
    }
  }

  void check_keyword(const clang::Token& token, Level level) {
    if (const auto rule = rule_of_keyword(token.getKind(), level)) {
      const std::string spelling = tok::getKeywordSpelling(token.getKind());
      Finding finding{*rule, token.getLocation(), "keyword '" + spelling + "'"};
      if (token.is(tok::kw_volatile))
        finding.fixes = {clang::FixItHint::CreateRemoval(token.getLocation())};
      diagnose_.report(finding);
    }
    // `= delete` is a declaration; a delete-expression is seen in the syntax tree too.
    if (token.is(tok::kw_delete) && last_ != tok::equal) {
      diagnose_.report({Rule::kManualMemory, token.getLocation(), "keyword 'delete'"});
    }
  }

  void check_attribute(const AttributeScanner::Name& name) {
    const auto level = trust_.level_of(name.place);
    if (is_allowed_attribute(name.text, level)) return;
    const bool ours = llvm::StringRef(name.text).starts_with("sip::");
    diagnose_.report({ours ? Rule::kForgedAnnotation : Rule::kAttribute, name.place,
                      "attribute '" + name.text + "'"});
  }

  // `template` that neither opens a parameter list nor disambiguates is an explicit instantiation.
  void check_instantiation(const clang::Token& token) {
    if (last_ != tok::kw_template || token.is(tok::less)) return;
    if (before_last_ == tok::period || before_last_ == tok::arrow ||
        before_last_ == tok::coloncolon)
      return;
    diagnose_.report({Rule::kForeignSpecialisation, last_place_,
                      "explicit instantiation, which ignores access control,"});
  }

  Trust& trust_;
  Diagnoser& diagnose_;
  AttributeScanner attributes_;
  tok::TokenKind last_ = tok::unknown;
  tok::TokenKind before_last_ = tok::unknown;
  clang::SourceLocation last_place_;
};

}  // namespace

bool is_reserved_identifier(llvm::StringRef name) {
  if (name.size() < 2 || name[0] != '_') return false;
  return name[1] == '_' || (name[1] >= 'A' && name[1] <= 'Z');
}

void watch_tokens(clang::Preprocessor& preprocessor, Trust& trust, Diagnoser& diagnose) {
  auto rules = std::make_shared<TokenRules>(trust, diagnose);
  preprocessor.setTokenWatcher([rules](const clang::Token& token) { rules->on_token(token); });
}

}  // namespace bulkhead::checker
