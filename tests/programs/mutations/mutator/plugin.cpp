// A Clang plugin that prints all the edits of five kinds that it can think of for one program, one
// JSON object a line: clang -fplugin-arg-program_mutator-root=FOLDER/ says whose files are the
// program's. Which of them are tried is campaign.py's business.
#include <llvm/Support/JSON.h>

#include <set>
#include <tuple>

#include "edits.hpp"

namespace mutator {
namespace {

class Visitor : public clang::RecursiveASTVisitor<Visitor> {
 public:
  explicit Visitor(Sink& sink) : sink_(sink) {}

  // In instances of templates the types are known; their places are the template's.
  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitFunctionDecl(clang::FunctionDecl* function) {
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
    const bool lambda = method != nullptr && method->getParent()->isLambda();
    if (!function->doesThisDeclarationHaveABody() || lambda ||
        !sink_.is_own(function->getLocation()))
      return true;
    if (function->isDefaulted() || function->isDependentContext()) return true;
    const Facts facts = facts_of(*function->getBody());
    move_and_use(sink_, *function, facts);
    let_views_escape(sink_, *function, facts);
    spoil_indices(sink_, facts);
    leave_uninitialised(sink_, *function, facts);
    use_pointers(sink_, *function, facts);
    return true;
  }

  bool VisitCXXRecordDecl(clang::CXXRecordDecl* record) {
    if (!record->isThisDeclarationADefinition() || record->isLambda() ||
        record->isDependentContext() || !sink_.is_own(record->getLocation()))
      return true;
    let_views_escape(sink_, *record);
    leave_uninitialised(sink_, *record);
    use_pointers(sink_, *record);
    return true;
  }

 private:
  Sink& sink_;
};

class Consumer : public clang::ASTConsumer {
 public:
  explicit Consumer(std::string root) : root_(std::move(root)) {}

  void HandleTranslationUnit(clang::ASTContext& ast) override {
    Sink sink(ast, root_);
    Visitor(sink).TraverseDecl(ast.getTranslationUnitDecl());
    std::set<std::tuple<std::string, unsigned, unsigned, std::string>> seen;
    for (const Edit& edit : sink.edits()) {
      if (!seen.emplace(edit.file, edit.offset, edit.length, edit.text).second) continue;
      llvm::outs() << llvm::json::Value(llvm::json::Object{{"kind", edit.kind},
                                                           {"operation", edit.operation},
                                                           {"file", edit.file},
                                                           {"offset", edit.offset},
                                                           {"length", edit.length},
                                                           {"line", edit.line},
                                                           {"text", edit.text}})
                   << '\n';
    }
    llvm::outs().flush();
  }

 private:
  std::string root_;
};

class Action : public clang::PluginASTAction {
 protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance&,
                                                        llvm::StringRef) override {
    return std::make_unique<Consumer>(root_);
  }
  bool ParseArgs(const clang::CompilerInstance&,
                 const std::vector<std::string>& arguments) override {
    for (llvm::StringRef argument : arguments) {
      if (!argument.consume_front("root=")) return false;
      root_ = argument.str();
    }
    return true;
  }
  ActionType getActionType() override { return AddBeforeMainAction; }

 private:
  std::string root_;
};

}  // namespace

static clang::FrontendPluginRegistry::Add<Action> registration("program_mutator",
                                                               "prints edits of a program");

}  // namespace mutator
