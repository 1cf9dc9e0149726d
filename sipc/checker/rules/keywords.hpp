// Which keyword of C++ and its extensions breaks which rule.
#pragma once

#include <clang/Basic/TokenKinds.h>

#include <optional>

#include "catalogue/catalogue.hpp"
#include "trust.hpp"

namespace bulkhead::checker {

// The rule that this keyword breaks wherever it stands, or nothing for a keyword of the dialect. An
// allow-list: an unknown keyword is an extension.
std::optional<Rule> rule_of_keyword(clang::tok::TokenKind kind, Level level);

}  // namespace bulkhead::checker
