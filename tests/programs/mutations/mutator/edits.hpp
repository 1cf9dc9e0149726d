// What the five kinds of edits share: an Edit, the Sink that collects them, and the facts about one
// function that most kinds look at. An edit is one replacement in one file of the program; whether
// the result is still C++ is found out later, by compiling it.
#pragma once
#include <string>
#include <vector>

#include "pch.hpp"

namespace mutator {

struct Edit {
  const char* kind;       // one of the five
  const char* operation;  // how it does that
  std::string file;
  unsigned offset, length, line;
  std::string text;
};

class Sink {
 public:
  Sink(const clang::ASTContext& ast, std::string root) : ast_(ast), root_(std::move(root)) {}

  /// In the program's own files and not out of a macro.
  bool is_own(clang::SourceLocation place) const;

  /// What stands there, in one piece; nothing if it is not the program's.
  std::optional<std::string> text_of(clang::SourceRange range) const;

  void replace(const char* kind, const char* operation, clang::SourceRange range,
               const std::string& text);
  void insert(const char* kind, const char* operation, clang::SourceLocation place,
              const std::string& text);
  /// Behind the semicolon of a statement or declaration that has one.
  void insert_behind(const char* kind, const char* operation, clang::SourceRange statement,
                     const std::string& text);

  const clang::ASTContext& ast() const { return ast_; }
  const std::vector<Edit>& edits() const { return edits_; }

 private:
  void add(const char* kind, const char* operation, clang::SourceLocation begin, unsigned length,
           const std::string& text);

  const clang::ASTContext& ast_;
  std::string root_;
  std::vector<Edit> edits_;
};

/// A mention of a variable, and the statement of a block that it is in.
struct Mention {
  const clang::DeclRefExpr* reference;
  const clang::VarDecl* variable;
  const clang::Stmt* statement;
};

struct Facts {
  std::vector<Mention> mentions;
  std::vector<const clang::Stmt*> statements;  // those that stand in a block
  std::vector<const clang::Stmt*> nodes;       // all of them, outer before inner
};

Facts facts_of(const clang::Stmt& body);

/// String, Vector<T>, ... of the library; empty if it is another type.
llvm::StringRef library_name(clang::QualType type);
/// A class whose move leaves something else behind than its copy.
bool is_worth_moving(clang::QualType type);
bool is_plain(clang::QualType type);  // a number, an enumeration, a bool
/// `std::move(x)`: x.
const clang::Expr* moved_operand(const clang::Expr& expression);

// The five kinds; each adds what it can do to one function, or to one class.
void move_and_use(Sink& sink, const clang::FunctionDecl& function, const Facts& facts);
void let_views_escape(Sink& sink, const clang::FunctionDecl& function, const Facts& facts);
void let_views_escape(Sink& sink, const clang::CXXRecordDecl& record);
void spoil_indices(Sink& sink, const Facts& facts);
void leave_uninitialised(Sink& sink, const clang::FunctionDecl& function, const Facts& facts);
void leave_uninitialised(Sink& sink, const clang::CXXRecordDecl& record);
void use_pointers(Sink& sink, const clang::FunctionDecl& function, const Facts& facts);
void use_pointers(Sink& sink, const clang::CXXRecordDecl& record);

}  // namespace mutator
