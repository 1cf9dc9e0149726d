// Turns findings into Clang errors: one form for all, each place reported once for each rule, none
// silenceable. Also keeps the count that makes the compilation fail even if Clang's own engine were
// told to look away.
#pragma once

#include <clang/AST/Type.h>
#include <clang/Basic/Diagnostic.h>
#include <clang/Basic/SourceManager.h>

#include <set>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "trust.hpp"

namespace bulkhead::checker {

struct Note {
  clang::SourceLocation place;
  std::string text;
};

struct Finding {
  Rule rule;
  clang::SourceLocation place;
  std::string what;  // "raw pointer type 'int *' in checked code"
  clang::SourceRange range = {};
  std::vector<Note> notes = {};
  std::vector<clang::FixItHint> fixes = {};
};

class Diagnoser {
 public:
  Diagnoser(clang::DiagnosticsEngine& engine, Trust& trust) : engine_(engine), trust_(trust) {}

  // Reports unless the place is trusted code. Returns whether it was (or had been) reported.
  bool report(const Finding& finding);
  // Reports whatever the place: for what concerns trusted files themselves.
  void report_always(const Finding& finding);
  void report_mismatches();
  // For tests of the next layer: findings of this rule are dropped. Never of the trust family.
  void ignore(Rule rule) { ignored_.insert(rule); }

  unsigned count() const { return count_; }
  // Errors that are Clang's own, not findings.
  bool has_compiler_errors() const;

 private:
  using Key = std::tuple<Rule, unsigned, unsigned>;  // rule, file, offset of the line's start

  bool is_new(const Finding& finding);
  std::string real_place(clang::SourceLocation place) const;

  clang::DiagnosticsEngine& engine_;
  Trust& trust_;
  std::set<Key> seen_;
  std::set<Rule> ignored_;
  unsigned count_ = 0;
};

}  // namespace bulkhead::checker
