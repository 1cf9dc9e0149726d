// Rules over what the preprocessor does: macros, pragmas, module imports, and the hash of every
// file that it enters.
#pragma once

#include <clang/Lex/PPCallbacks.h>
#include <clang/Lex/Preprocessor.h>

#include <memory>

#include "diagnose.hpp"
#include "trust.hpp"

namespace bulkhead::checker {

std::unique_ptr<clang::PPCallbacks> make_preprocessor_rules(clang::Preprocessor& preprocessor,
                                                            Trust& trust, Diagnoser& diagnose);

}  // namespace bulkhead::checker
