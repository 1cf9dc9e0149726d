// Rules over the stream of tokens that the parser gets, after macros. A keyword or attribute cannot
// hide here: not in code that is never instantiated, not in an unevaluated operand, not behind a
// macro.
#pragma once

#include <clang/Lex/Preprocessor.h>

#include "diagnose.hpp"
#include "trust.hpp"

namespace bulkhead::checker {

void watch_tokens(clang::Preprocessor& preprocessor, Trust& trust, Diagnoser& diagnose);

// Two leading underscores, or one and a capital letter.
bool is_reserved_identifier(llvm::StringRef name);

}  // namespace bulkhead::checker
