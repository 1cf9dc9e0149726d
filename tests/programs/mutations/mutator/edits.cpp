// Where edits are put, and the questions about types that several kinds ask.
#include "edits.hpp"

namespace mutator {

using clang::CharSourceRange;
using clang::Lexer;
using clang::SourceLocation;
using clang::SourceRange;

bool Sink::is_own(SourceLocation place) const {
  if (place.isInvalid() || place.isMacroID()) return false;
  const auto file = ast_.getSourceManager().getFilename(place);
  return file.starts_with(root_) && !file.contains("/../");
}

std::optional<std::string> Sink::text_of(SourceRange range) const {
  if (!is_own(range.getBegin()) || !is_own(range.getEnd())) return {};
  bool invalid = false;
  const auto text = Lexer::getSourceText(CharSourceRange::getTokenRange(range),
                                         ast_.getSourceManager(), ast_.getLangOpts(), &invalid);
  if (invalid || text.empty()) return {};
  return text.str();
}

void Sink::add(const char* kind, const char* operation, SourceLocation begin, unsigned length,
               const std::string& text) {
  const auto& sources = ast_.getSourceManager();
  edits_.push_back({kind, operation, sources.getFilename(begin).substr(root_.size()).str(),
                    sources.getFileOffset(begin), length, sources.getSpellingLineNumber(begin),
                    text});
}

void Sink::replace(const char* kind, const char* operation, SourceRange range,
                   const std::string& text) {
  const auto before = text_of(range);
  if (!before || *before == text) return;
  add(kind, operation, range.getBegin(), static_cast<unsigned>(before->size()), text);
}

void Sink::insert(const char* kind, const char* operation, SourceLocation place,
                  const std::string& text) {
  if (is_own(place)) add(kind, operation, place, 0, text);
}

void Sink::insert_behind(const char* kind, const char* operation, SourceRange statement,
                         const std::string& text) {
  if (!is_own(statement.getBegin()) || !is_own(statement.getEnd())) return;
  auto end = Lexer::getLocForEndOfToken(statement.getEnd(), 0, ast_.getSourceManager(),
                                        ast_.getLangOpts());
  const auto next =
      Lexer::findNextToken(statement.getEnd(), ast_.getSourceManager(), ast_.getLangOpts());
  if (next && next->is(clang::tok::semi)) end = next->getEndLoc();
  insert(kind, operation, end, text);
}

namespace {

void collect(const clang::Stmt& node, const clang::Stmt* statement, Facts& facts) {
  facts.nodes.push_back(&node);
  if (const auto* reference = llvm::dyn_cast<clang::DeclRefExpr>(&node);
      reference != nullptr && statement != nullptr) {
    if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(reference->getDecl());
        variable != nullptr && !variable->hasGlobalStorage())
      facts.mentions.push_back({reference, variable, statement});
  }
  const bool block = llvm::isa<clang::CompoundStmt>(node);
  for (const auto* child : node.children()) {
    if (child == nullptr) continue;
    if (block) facts.statements.push_back(child);
    collect(*child, block ? child : statement, facts);
  }
}

const clang::CXXRecordDecl* record_of(clang::QualType type) {
  return type.isNull() ? nullptr : type.getNonReferenceType()->getAsCXXRecordDecl();
}

}  // namespace

Facts facts_of(const clang::Stmt& body) {
  Facts facts;
  collect(body, nullptr, facts);
  return facts;
}

llvm::StringRef library_name(clang::QualType type) {
  const auto* record = record_of(type);
  if (record == nullptr || !record->getIdentifier()) return {};
  const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(record->getDeclContext());
  return space != nullptr && space->getName() == "sip" ? record->getName() : llvm::StringRef();
}

bool is_worth_moving(clang::QualType type) {
  const auto* record = record_of(type);
  return record != nullptr && record->hasDefinition() && record->hasNonTrivialMoveConstructor() &&
         !record->isLambda();
}

bool is_plain(clang::QualType type) {
  return !type.isNull() && !type->isDependentType() &&
         (type->isArithmeticType() || type->isEnumeralType());
}

const clang::Expr* moved_operand(const clang::Expr& expression) {
  const auto* call = llvm::dyn_cast<clang::CallExpr>(&expression);
  if (call == nullptr || call->getNumArgs() != 1 || call->getDirectCallee() == nullptr)
    return nullptr;
  return call->getDirectCallee()->getQualifiedNameAsString() == "std::move"
             ? call->getArg(0)->IgnoreParenImpCasts()
             : nullptr;
}

}  // namespace mutator
