// One alternative of what may be true at a point: who is owned, which small variables have a known
// value, and by which branches it was reached. The analysis keeps several such alternatives apart
// (disjunctive), so that "running is false" can go together with "ep was moved away".
#pragma once

#include <clang/AST/Decl.h>
#include <clang/AST/Expr.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "flow/paths.hpp"

namespace bulkhead::checker {

enum class Owned : std::uint8_t {
  kYes,
  kNo,        // moved away, or never filled
  kMaybe,     // alternatives were merged
  kReported,  // an error was given; say no more
};

struct Ownership {
  Owned owned = Owned::kNo;
  clang::SourceLocation moved_at;  // invalid: declared empty
};

struct Branch {
  clang::SourceLocation place;
  bool taken;
};

struct State {
  std::map<LeafId, Ownership> leaves;
  std::map<const clang::VarDecl*, std::int64_t> constants;
  std::map<const clang::Expr*, std::int64_t> results;  // of calls whose closures ran in place
  std::optional<std::int64_t> returned;
  // References and views whose owner is gone, and where it went.
  std::map<const clang::VarDecl*, clang::SourceLocation> ended;
  clang::SourceLocation left_at;  // the return statement; not part of the state's identity
  std::vector<Branch> trace;      // the latest branches; not part of the state's identity

  void remember(Branch branch);
};

// Identity without trace and places of moves.
bool operator<(const State& left, const State& right);

// Makes `into` cover `other` too. Returns whether it changed.
bool merge(State& into, const State& other);

}  // namespace bulkhead::checker
