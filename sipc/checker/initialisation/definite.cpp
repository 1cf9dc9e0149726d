// The worklist over blocks; see definite.hpp.
#include "initialisation/definite.hpp"

#include <clang/AST/DeclCXX.h>
#include <clang/Analysis/CFG.h>
#include <llvm/ADT/BitVector.h>

#include <deque>

#include "initialisation/tracked.hpp"

namespace bulkhead::checker {

namespace {

clang::CFG::BuildOptions cfg_options() {
  clang::CFG::BuildOptions options;
  options.setAllAlwaysAdd();
  options.AddInitializers = true;
  options.AddCXXDefaultInitExprInCtors = true;
  options.PruneTriviallyFalseEdges = true;
  return options;
}

class PathWalk {
 public:
  PathWalk(Checker& checker, const clang::FunctionDecl& function, const clang::CFG& graph)
      : checker_(checker), function_(function), graph_(graph), tracked_(function) {}

  void run() {
    llvm::DenseMap<const clang::CFGBlock*, llvm::BitVector> seen;
    std::deque<const clang::CFGBlock*> work{&graph_.getEntry()};
    seen[&graph_.getEntry()] = llvm::BitVector(tracked_.count(), true);
    while (!work.empty()) {
      const auto* block = work.front();
      work.pop_front();
      auto unwritten = seen[block];
      for (const auto& element : *block) apply(element, unwritten);
      if (block->hasNoReturnElement()) continue;
      for (const auto& successor : block->succs()) {
        const auto* next = successor.getReachableBlock();
        if (next == nullptr) continue;
        if (next == &graph_.getExit()) leave(*block);
        const auto [place, added] = seen.try_emplace(next, unwritten);
        const auto before = place->second;
        place->second |= unwritten;
        if (added || place->second != before) work.push_back(next);
      }
    }
    const auto exit = seen.find(&graph_.getExit());
    if (exit != seen.end()) check_fields(exit->second);
  }

 private:
  using Unwritten = llvm::BitVector;

  void apply(const clang::CFGElement& element, Unwritten& unwritten) {
    if (const auto init = element.getAs<clang::CFGInitializer>()) {
      if (init->getInitializer()->isDelegatingInitializer()) {
        unwritten.reset();
        return;
      }
      if (const auto index = tracked_.index_of(init->getInitializer()->getMember()))
        unwritten.reset(*index);
      return;
    }
    const auto stmt = element.getAs<clang::CFGStmt>();
    if (!stmt) return;
    if (const auto* declaration = llvm::dyn_cast<clang::DeclStmt>(stmt->getStmt())) {
      declare(*declaration, unwritten);
    } else if (const auto* expr = llvm::dyn_cast<clang::Expr>(stmt->getStmt())) {
      evaluate(*expr, unwritten);
    }
  }

  void declare(const clang::DeclStmt& declaration, Unwritten& unwritten) {
    for (const auto* decl : declaration.decls()) {
      const auto* variable = llvm::dyn_cast<clang::VarDecl>(decl);
      const auto index = tracked_.index_of(variable);
      if (variable == nullptr || !index) continue;
      if (variable->getInit() == nullptr) {
        unwritten.set(*index);
      } else {
        unwritten.reset(*index);
      }
    }
  }

  void evaluate(const clang::Expr& expr, Unwritten& unwritten) {
    if (const auto* binary = llvm::dyn_cast<clang::BinaryOperator>(&expr)) {
      if (binary->getOpcode() == clang::BO_Assign)
        write(*binary->getLHS()->IgnoreParens(), unwritten);
    } else if (const auto* self = llvm::dyn_cast<clang::CXXThisExpr>(&expr)) {
      if (!tracked_.only_names(*self)) read_object(*self, unwritten);
    } else if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(&expr)) {
      if (!tracked_.only_writes(expr)) read(*name, name->getDecl(), unwritten);
    } else if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(&expr)) {
      if (named_this(*member) != nullptr && !tracked_.only_writes(expr))
        read(*member, member->getMemberDecl(), unwritten);
    }
  }

  void write(const clang::Expr& target, Unwritten& unwritten) {
    if (!tracked_.only_writes(target)) return;
    const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(&target);
    const auto* decl =
        name != nullptr ? name->getDecl() : llvm::cast<clang::MemberExpr>(target).getMemberDecl();
    if (const auto index = tracked_.index_of(decl)) unwritten.reset(*index);
  }

  void read(const clang::Expr& mention, const clang::ValueDecl* decl, Unwritten& unwritten) {
    const auto index = tracked_.index_of(decl);
    if (!index || !unwritten.test(*index)) return;
    unwritten.reset(*index);  // said once
    Finding finding{Rule::kUninitialisedRead,
                    mention.getExprLoc(),
                    "'" + decl->getNameAsString() + "' may be read before it is written",
                    mention.getSourceRange(),
                    {{decl->getLocation(), "declared here"}}};
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(decl);
    if (variable != nullptr && variable->getInit() == nullptr && !decl->getLocation().isMacroID()) {
      const auto end =
          variable->getLocation().getLocWithOffset(static_cast<int>(variable->getName().size()));
      finding.fixes.push_back(clang::FixItHint::CreateInsertion(end, "{}"));
    }
    checker_.diagnose.report(finding);
  }

  // The object as a whole is used while some field has no value.
  void read_object(const clang::CXXThisExpr& self, Unwritten& unwritten) {
    for (const auto index : unwritten.set_bits()) {
      if (!tracked_.is_field(index)) continue;
      const auto& field = tracked_[index];
      checker_.diagnose.report(
          {Rule::kUninitialisedRead,
           self.getLocation(),
           "the object is used before its field '" + field.getNameAsString() + "' is written",
           self.getSourceRange(),
           {{field.getLocation(), "declared here"}}});
      unwritten.reset(index);
    }
  }

  void check_fields(const Unwritten& unwritten) {
    for (const auto index : unwritten.set_bits()) {
      if (!tracked_.is_field(index)) continue;
      const auto& field = tracked_[index];
      checker_.diagnose.report(
          {Rule::kUninitialisedField,
           function_.getLocation(),
           "field '" + field.getNameAsString() + "' may have no value when the constructor ends",
           {},
           {{field.getLocation(), "declared here"}}});
    }
  }

  // A block from which the function's end is reached, with or without a return.
  void leave(const clang::CFGBlock& block) {
    const auto type = function_.getReturnType();
    if (type->isVoidType() || function_.isMain() ||
        llvm::isa<clang::CXXConstructorDecl, clang::CXXDestructorDecl>(function_))
      return;
    for (const auto& element : block) {
      const auto stmt = element.getAs<clang::CFGStmt>();
      if (stmt && llvm::isa<clang::ReturnStmt>(stmt->getStmt())) return;
    }
    checker_.diagnose.report({Rule::kMissingReturn, function_.getBody()->getEndLoc(),
                              "the end of " + name_of_function() + " is reached without a value"});
  }

  std::string name_of_function() const {
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function_);
    if (method != nullptr && method->getParent()->isLambda()) return "a closure";
    return "'" + function_.getNameAsString() + "'";
  }

  Checker& checker_;
  const clang::FunctionDecl& function_;
  const clang::CFG& graph_;
  Tracked tracked_;
};

}  // namespace

void DefiniteInitialisation::check(const clang::FunctionDecl& function) {
  if (function.isInvalidDecl() || function.isDefaulted() || function.getBody() == nullptr) return;
  if (checker_.diagnose.has_compiler_errors()) return;
  const auto graph =
      clang::CFG::buildCFG(&function, function.getBody(), &checker_.ast, cfg_options());
  if (graph == nullptr) {
    checker_.diagnose.report({Rule::kFlowTooComplex, function.getLocation(),
                              "control flow of this function cannot be followed"});
    return;
  }
  PathWalk(checker_, function, *graph).run();
}

}  // namespace bulkhead::checker
