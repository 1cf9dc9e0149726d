// Edits that make an index wrong or take its check away: shifted indices and counts, guards and
// bounds that are gone, and the way round the library's check by address arithmetic.
#include "edits.hpp"

namespace mutator {
namespace {

constexpr auto kKind = "unchecked-index";

void shift_index(Sink& sink, const clang::CXXOperatorCallExpr& call) {
  if (call.getOperator() != clang::OO_Subscript || call.getNumArgs() != 2) return;
  const auto container = sink.text_of(call.getArg(0)->getSourceRange());
  const auto range = call.getArg(1)->getSourceRange();
  const auto index = sink.text_of(range);
  if (!container || !index || !is_plain(call.getArg(1)->getType())) return;
  sink.replace(kKind, "index-above", range, "(" + *index + ") + 1");
  sink.replace(kKind, "index-below", range, "(" + *index + ") - 1");
  sink.replace(kKind, "index-is-size", range, *container + ".size()");
  sink.replace(kKind, "index-far", range, "~std::size_t{0} - (" + *index + ")");
  sink.replace(kKind, "by-address", call.getSourceRange(),
               "*(&" + *container + "[0] + (" + *index + "))");
}

void drop_guard(Sink& sink, const clang::IfStmt& guard) {
  if (guard.isConstexpr() || guard.getConditionVariable() != nullptr || guard.hasInitStorage())
    return;
  const auto* then = guard.getThen();
  if (const auto* block = llvm::dyn_cast<clang::CompoundStmt>(then);
      block != nullptr && !block->body_empty())
    then = block->body_back();
  const bool leaves = llvm::isa<clang::ReturnStmt, clang::BreakStmt, clang::ContinueStmt>(then);
  sink.replace(kKind, "guard-dropped", guard.getCond()->getSourceRange(),
               leaves ? "false" : "true");
}

void drop_conjunct(Sink& sink, const clang::BinaryOperator& both) {
  if (both.getOpcode() != clang::BO_LAnd && both.getOpcode() != clang::BO_LOr) return;
  if (const auto rest = sink.text_of(both.getRHS()->getSourceRange()))
    sink.replace(kKind, "condition-dropped", both.getSourceRange(), *rest);
}

void shift_bound(Sink& sink, const clang::BinaryOperator& comparison) {
  const auto range = clang::SourceRange(comparison.getOperatorLoc());
  if (comparison.getOpcode() == clang::BO_LT) sink.replace(kKind, "bound-shifted", range, "<=");
  if (comparison.getOpcode() == clang::BO_GT) sink.replace(kKind, "bound-shifted", range, ">=");
  if (comparison.getOpcode() == clang::BO_LE) sink.replace(kKind, "bound-shifted", range, "<");
}

void shift_count(Sink& sink, const clang::CXXMemberCallExpr& call) {
  const auto* method = call.getMethodDecl();
  if (method == nullptr || library_name(call.getObjectType()).empty() || !method->getIdentifier())
    return;
  const auto name = method->getName();
  if (name != "subspan" && name != "substr" && name != "substr_view" && name != "resize" &&
      name != "erase" && name != "insert" && name != "reserve" && name != "first")
    return;
  for (const auto* argument : call.arguments()) {
    const auto text =
        is_plain(argument->getType()) ? sink.text_of(argument->getSourceRange()) : std::nullopt;
    if (!text) continue;
    sink.replace(kKind, "count-above", argument->getSourceRange(), "(" + *text + ") + 1");
    sink.replace(kKind, "count-below", argument->getSourceRange(), "(" + *text + ") - 1");
  }
}

}  // namespace

void spoil_indices(Sink& sink, const Facts& facts) {
  for (const auto* node : facts.nodes) {
    if (const auto* call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(node))
      shift_index(sink, *call);
    if (const auto* guard = llvm::dyn_cast<clang::IfStmt>(node)) drop_guard(sink, *guard);
    if (const auto* operation = llvm::dyn_cast<clang::BinaryOperator>(node)) {
      drop_conjunct(sink, *operation);
      shift_bound(sink, *operation);
    }
    if (const auto* call = llvm::dyn_cast<clang::CXXMemberCallExpr>(node)) shift_count(sink, *call);
  }
}

}  // namespace mutator
