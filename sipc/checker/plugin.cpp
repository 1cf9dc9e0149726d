// The Clang plugin's entry. Runs before code generation; what it finds are errors, so nothing is
// generated then.
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendPluginRegistry.h>
#include <clang/Lex/Preprocessor.h>

#include "checker.hpp"
#include "flow/flow.hpp"
#include "initialisation/definite.hpp"
#include "references/lifetimes.hpp"
#include "rules/preprocessor.hpp"
#include "rules/rule.hpp"
#include "rules/tokens.hpp"
#include "walk.hpp"

namespace bulkhead::checker {

namespace {

// Everything that lives as long as the compilation.
struct Session {
  explicit Session(clang::CompilerInstance& compiler)
      : diagnose(compiler.getDiagnostics(), trust) {}

  Trust trust;
  Diagnoser diagnose;
};

class FlowVisitor : public BodyVisitor {
 public:
  explicit FlowVisitor(Checker& checker)
      : flow_(checker), lifetimes_(checker), initialisation_(checker) {}
  void on_function(const clang::FunctionDecl& function) override {
    flow_.check(function);
    lifetimes_.check(function);
    initialisation_.check(function);
  }
  void on_initialiser(const clang::Expr& init, clang::SourceLocation place) override {
    flow_.check_initialiser(init, place);
  }

 private:
  FlowAnalysis flow_;
  Lifetimes lifetimes_;
  DefiniteInitialisation initialisation_;
};

class CheckerConsumer : public clang::ASTConsumer {
 public:
  explicit CheckerConsumer(std::unique_ptr<Session> session) : session_(std::move(session)) {}

  void HandleTranslationUnit(clang::ASTContext& ast) override {
    Checker checker{ast, session_->trust, session_->diagnose};
    auto rules = make_ast_rules(checker);
    FlowVisitor flow(checker);
    walk_program(checker, rules, flow);
    session_->diagnose.report_mismatches();
  }

 private:
  std::unique_ptr<Session> session_;
};

class CheckerAction : public clang::PluginASTAction {
 protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler,
                                                        llvm::StringRef) override {
    auto session = std::make_unique<Session>(compiler);
    const auto error =
        trust_list_.empty() ? "no trusted-list=FILE given" : session->trust.load(trust_list_);
    if (!error.empty()) {
      session->diagnose.report_always({Rule::kNoTrustList, {}, error});
    }
    for (const auto rule : ignored_) session->diagnose.ignore(rule);
    session->trust.attach(compiler.getSourceManager());
    auto& preprocessor = compiler.getPreprocessor();
    preprocessor.addPPCallbacks(
        make_preprocessor_rules(preprocessor, session->trust, session->diagnose));
    watch_tokens(preprocessor, session->trust, session->diagnose);
    return std::make_unique<CheckerConsumer>(std::move(session));
  }

  bool ParseArgs(const clang::CompilerInstance& compiler,
                 const std::vector<std::string>& arguments) override {
    for (llvm::StringRef argument : arguments) {
      if (argument.consume_front("trusted-list=")) {
        trust_list_ = argument.str();
        continue;
      }
      if (argument.consume_front("ignore-rule=BD") && ignore(argument)) continue;
      auto& engine = compiler.getDiagnostics();
      engine.Report(engine.getCustomDiagID(
          clang::DiagnosticsEngine::Error,
          "bulkhead_checker: unknown argument '%0'; it takes trusted-list=FILE "
          "and ignore-rule=BDnnnn"))
          << argument;
      return false;
    }
    return true;
  }

  ActionType getActionType() override { return AddBeforeMainAction; }

 private:
  bool ignore(llvm::StringRef number) {
    std::uint16_t value = 0;
    constexpr std::uint16_t kTrustFamily = 801;
    if (number.getAsInteger(10, value) || find_rule(value) == nullptr) return false;
    const auto rule = static_cast<Rule>(value);
    if (value >= kTrustFamily && rule != Rule::kLibraryInternals) return false;
    ignored_.push_back(rule);
    return true;
  }

  std::string trust_list_;
  std::vector<Rule> ignored_;
};

}  // namespace

static clang::FrontendPluginRegistry::Add<CheckerAction> registration(
    "bulkhead_checker", "refuses what the Bulkhead dialect does not allow");

}  // namespace bulkhead::checker
