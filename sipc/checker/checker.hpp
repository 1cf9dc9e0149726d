// What every rule is given: the program, whose code is whose, and where to report.
#pragma once

#include <clang/AST/ASTContext.h>

#include <string>

#include "diagnose.hpp"
#include "trust.hpp"

namespace bulkhead::checker {

struct Checker {
  clang::ASTContext& ast;
  Trust& trust;
  Diagnoser& diagnose;

  const clang::SourceManager& sources() const { return ast.getSourceManager(); }
  Level level_of(clang::SourceLocation place) const { return trust.level_of(place); }
  std::string spell(clang::QualType type) const {
    return "'" + type.getAsString(ast.getPrintingPolicy()) + "'";
  }
};

}  // namespace bulkhead::checker
