// builtin: compiler builtins outside a short list, and functions of std:: that promise something to
// the optimiser or work on raw storage. Asked of the declaration that is named, so aliases,
// using-declarations and macros do not matter.
#include <clang/AST/ExprCXX.h>
#include <clang/Basic/Builtins.h>
#include <llvm/ADT/StringSwitch.h>

#include "rules/rule.hpp"
#include "rules/types.hpp"

namespace bulkhead::checker {

namespace {

bool is_allowed_builtin(llvm::StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases("__builtin_expect", "__builtin_trap", "__builtin_is_constant_evaluated", true)
      .Cases("__builtin_bswap16", "__builtin_bswap32", "__builtin_bswap64", true)
      .Cases("__builtin_popcount", "__builtin_popcountl", "__builtin_popcountll", true)
      .Default(false);
}

bool is_forbidden_in_std(llvm::StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases("unreachable", "launder", "assume_aligned", "construct_at", "destroy_at", true)
      .Cases("destroy", "destroy_n", "start_lifetime_as", "start_lifetime_as_array", true)
      .Cases("addressof", "to_address", "__launder", "memcpy", "memmove", "memset", true)
      .Default(false);
}

class LibraryCallsRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(&stmt);
    if (name == nullptr) return;
    const auto* function = llvm::dyn_cast<clang::FunctionDecl>(name->getDecl());
    if (function == nullptr || !function->getDeclName().isIdentifier()) return;
    const auto spelling = function->getName();
    const bool in_std = outermost_namespace(*function) == "std";
    if (in_std && (spelling == "addressof" || spelling == "__addressof")) {
      report(Rule::kAddressOf, place, "address taken with 'std::addressof'");
    } else if (in_std && is_forbidden_in_std(spelling)) {
      report(Rule::kBuiltin, place, "use of 'std::" + spelling.str() + "'");
    } else if (!in_std && function->getBuiltinID() != 0 && !is_allowed_builtin(spelling)) {
      const bool address = spelling == "__builtin_addressof";
      report(address ? Rule::kAddressOf : Rule::kBuiltin, place,
             "compiler builtin '" + spelling.str() + "'");
    }
  }
};

}  // namespace

std::unique_ptr<AstRule> make_library_calls_rule(Checker& checker) {
  return std::make_unique<LibraryCallsRule>(checker);
}

}  // namespace bulkhead::checker
