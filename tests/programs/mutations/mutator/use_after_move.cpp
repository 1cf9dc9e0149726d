// Edits that use what has been moved away: a variable of the program, before or after the move that
// is there, and blocks of the exchange heap, which no program may use once they are somebody
// else's.
#include "edits.hpp"

namespace mutator {
namespace {

constexpr auto kKind = "use-after-move";

// The programs have no linear values of their own, so these bring one along.
constexpr const char* kBlocks[] = {
    "{ auto block = sip::Ex<std::uint64_t>::make(1); auto taken = std::move(block); "
    "static_cast<void>(block.get()); std::move(taken).release(); }\n",
    "{ auto block = sip::Ex<std::uint64_t>::make(1); std::move(block).release(); block.set(2); }\n",
    "{ auto block = sip::ExVector<int>::make(4); std::move(block).release(); "
    "std::move(block).release(); }\n",
    "{ auto block = sip::Ex<std::uint64_t>::make(1); if (sip::ticks() != 0) "
    "std::move(block).release(); static_cast<void>(block.get()); }\n",
    "{ auto block = sip::ExVector<int>::make(4); for (int i = 0; i < 2; ++i) { auto taken = "
    "std::move(block); std::move(taken).release(); } }\n",
    "{ auto block = sip::Ex<int>::make(1); auto keep = [held = std::move(block)]() mutable { "
    "std::move(held).release(); }; keep(); block.set(3); }\n",
};

bool is_movable(const clang::VarDecl& variable) {
  return !variable.getType().getNonReferenceType().isConstQualified() &&
         is_worth_moving(variable.getType());
}

void move_before_use(Sink& sink, const Facts& facts) {
  for (const Mention& mention : facts.mentions) {
    const auto& variable = *mention.variable;
    if (!is_movable(variable) || !sink.ast().getSourceManager().isBeforeInTranslationUnit(
                                     variable.getLocation(), mention.statement->getBeginLoc()))
      continue;
    const std::string name = variable.getNameAsString();
    sink.insert(kKind, "moved-before-use", mention.statement->getBeginLoc(),
                "auto moved_away = std::move(" + name + ");\n");
    if (variable.getType()->isReferenceType()) continue;
    sink.insert(kKind, "moved-in-branch", mention.statement->getBeginLoc(),
                "if (sip::ticks() != 0) { auto moved_away = std::move(" + name + "); }\n");
    sink.insert(kKind, "moved-into-closure", mention.statement->getBeginLoc(),
                "auto holds = [held = std::move(" + name + ")] { return sizeof(held); };\n");
  }
}

void use_after_existing_move(Sink& sink, const Facts& facts) {
  const clang::Stmt* statement = nullptr;
  for (const auto* node : facts.nodes) {
    for (const auto* candidate : facts.statements)
      if (candidate == node) statement = candidate;
    const auto* expression = llvm::dyn_cast<clang::Expr>(node);
    const auto* operand = expression == nullptr ? nullptr : moved_operand(*expression);
    if (operand == nullptr || statement == nullptr || llvm::isa<clang::ReturnStmt>(statement))
      continue;
    const auto name = sink.text_of(operand->getSourceRange());
    const auto whole = sink.text_of(statement->getSourceRange());
    if (!name || !whole) continue;
    sink.insert_behind(kKind, "used-again", statement->getSourceRange(),
                       "\nconst auto used_again = " + *name + ";\n");
    if (!llvm::isa<clang::DeclStmt>(statement))
      sink.insert_behind(kKind, "moved-twice", statement->getSourceRange(), "\n" + *whole + ";\n");
  }
}

// Members that are made from a parameter by moving it: the parameter is used in the body.
void use_after_member_move(Sink& sink, const clang::CXXConstructorDecl& constructor) {
  for (const auto* initialiser : constructor.inits()) {
    if (!initialiser->isWritten() || constructor.getBody() == nullptr) continue;
    const clang::Stmt* node = initialiser->getInit();
    for (const auto* inner : facts_of(*node).nodes) {
      const auto* expression = llvm::dyn_cast<clang::Expr>(inner);
      const auto* operand = expression == nullptr ? nullptr : moved_operand(*expression);
      const auto name = operand == nullptr ? std::nullopt : sink.text_of(operand->getSourceRange());
      if (name)
        sink.insert(kKind, "used-after-member-move",
                    constructor.getBody()->getBeginLoc().getLocWithOffset(1),
                    " const auto used_again = " + *name + "; ");
    }
  }
}

// An argument is given away although the function goes on using it. What takes a reference gets a
// temporary that has the content.
void move_at_use(Sink& sink, const Facts& facts) {
  for (const auto* node : facts.nodes) {
    const auto* call = llvm::dyn_cast<clang::CallExpr>(node);
    if (call == nullptr || moved_operand(*call) != nullptr) continue;
    for (const auto* argument : call->arguments()) {
      const auto* reference = llvm::dyn_cast<clang::DeclRefExpr>(argument->IgnoreImplicit());
      const auto* variable =
          reference == nullptr ? nullptr : llvm::dyn_cast<clang::VarDecl>(reference->getDecl());
      if (variable == nullptr || !is_movable(*variable)) continue;
      const std::string name = variable->getNameAsString();
      const std::string moved = "std::move(" + name + ")";
      const bool by_value = llvm::isa<clang::CXXConstructExpr>(argument);
      sink.replace(kKind, "moved-at-use", reference->getSourceRange(),
                   by_value ? moved : "std::remove_cvref_t<decltype(" + name + ")>(" + moved + ")");
    }
  }
}

}  // namespace

void move_and_use(Sink& sink, const clang::FunctionDecl& function, const Facts& facts) {
  move_before_use(sink, facts);
  use_after_existing_move(sink, facts);
  move_at_use(sink, facts);
  if (const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&function))
    use_after_member_move(sink, *constructor);
  for (std::size_t i = 0; i < facts.statements.size(); ++i)
    sink.insert(kKind, "block-used-after-move", facts.statements[i]->getBeginLoc(),
                kBlocks[i % std::size(kBlocks)]);
}

}  // namespace mutator
