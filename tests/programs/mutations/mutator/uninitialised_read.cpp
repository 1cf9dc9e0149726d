// Edits that leave something unwritten: initialisers of variables, fields and constructors dropped,
// a variable that is written on one path only or from itself, and a function that ends without a
// value.
#include "edits.hpp"

namespace mutator {
namespace {

constexpr auto kKind = "uninitialised-read";

bool is_alone(const clang::DeclStmt& statement) {
  return statement.isSingleDecl();
}

// `const T x = e` needs its initialiser, so the whole declaration is written anew.
void drop_initialiser(Sink& sink, const clang::DeclStmt& statement,
                      const clang::VarDecl& variable) {
  const auto* init = variable.getInit();
  const bool trivial = is_plain(variable.getType()) ||
                       (init != nullptr && variable.getType().isTrivialType(sink.ast()));
  if (init == nullptr || !trivial || variable.getType()->isReferenceType() ||
      variable.isConstexpr())
    return;
  const auto value = sink.text_of(init->getSourceRange());
  if (!value) return;
  const std::string name = variable.getNameAsString();
  const std::string type = variable.getType().getUnqualifiedType().getCanonicalType().getAsString(
      sink.ast().getPrintingPolicy());
  const auto range = clang::SourceRange(statement.getBeginLoc(), init->getEndLoc());
  if (is_alone(statement)) {
    sink.replace(kKind, "initialiser-dropped", range, type + " " + name);
    sink.replace(kKind, "written-on-one-path", range,
                 type + " " + name + "; if (sip::ticks() != 0) " + name + " = " + *value);
    sink.replace(kKind, "written-from-itself", range, type + " " + name + " = " + name);
  }
  sink.replace(kKind, "initialiser-dropped",
               clang::SourceRange(variable.getLocation(), init->getEndLoc()), name);
}

void drop_return(Sink& sink, const clang::FunctionDecl& function) {
  const auto* body = llvm::dyn_cast<clang::CompoundStmt>(function.getBody());
  if (body == nullptr || body->body_empty() || function.getReturnType()->isVoidType()) return;
  if (!llvm::isa<clang::CXXConstructorDecl>(function) &&
      llvm::isa<clang::ReturnStmt>(body->body_back()))
    sink.replace(kKind, "return-dropped", body->body_back()->getSourceRange(), "");
}

void drop_member_initialisers(Sink& sink, const clang::CXXConstructorDecl& constructor) {
  for (const auto* initialiser : constructor.inits()) {
    if (!initialiser->isWritten() || initialiser->getMember() == nullptr) continue;
    const auto* field = initialiser->getMember();
    const auto range = initialiser->getSourceRange();
    const auto text = sink.text_of(range);
    if (!text || !is_plain(field->getType())) continue;
    // Written from itself keeps the list's commas right.
    sink.replace(kKind, "member-from-itself", range,
                 field->getNameAsString() + "(" + field->getNameAsString() + ")");
    if (constructor.getNumCtorInitializers() == 1) continue;
    const auto next = clang::Lexer::findNextToken(range.getEnd(), sink.ast().getSourceManager(),
                                                  sink.ast().getLangOpts());
    if (next && next->is(clang::tok::comma))
      sink.replace(kKind, "member-left-out",
                   clang::SourceRange(range.getBegin(), next->getLocation()), "");
  }
}

// A plain assignment that is the first write after the declaration may be the only one.
void drop_assignment(Sink& sink, const Facts& facts) {
  for (const auto* node : facts.nodes) {
    const auto* assignment = llvm::dyn_cast<clang::BinaryOperator>(node);
    if (assignment == nullptr || assignment->getOpcode() != clang::BO_Assign) continue;
    const auto* target = llvm::dyn_cast<clang::DeclRefExpr>(assignment->getLHS()->IgnoreParens());
    const auto* variable =
        target == nullptr ? nullptr : llvm::dyn_cast<clang::VarDecl>(target->getDecl());
    if (variable != nullptr && !llvm::isa<clang::ParmVarDecl>(variable) && !variable->hasInit())
      sink.replace(kKind, "assignment-dropped", assignment->getSourceRange(),
                   "static_cast<void>(0)");
  }
}

}  // namespace

void leave_uninitialised(Sink& sink, const clang::FunctionDecl& function, const Facts& facts) {
  for (const auto* node : facts.nodes) {
    const auto* statement = llvm::dyn_cast<clang::DeclStmt>(node);
    if (statement == nullptr) continue;
    for (const auto* declared : statement->decls()) {
      if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(declared))
        drop_initialiser(sink, *statement, *variable);
    }
  }
  drop_return(sink, function);
  drop_assignment(sink, facts);
  if (const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&function))
    drop_member_initialisers(sink, *constructor);
}

void leave_uninitialised(Sink& sink, const clang::CXXRecordDecl& record) {
  for (const auto* field : record.fields()) {
    const auto* init = field->getInClassInitializer();
    if (init == nullptr || !field->getType().isTrivialType(sink.ast())) continue;
    sink.replace(kKind, "field-initialiser-dropped",
                 clang::SourceRange(field->getLocation(), init->getEndLoc()),
                 field->getNameAsString());
  }
}

}  // namespace mutator
