// One statement of a contract file put into lines: which blanks stand between its pieces, and where
// it is broken when it is too long.
#pragma once
#include <span>
#include <string>

#include "format/pieces.hpp"

namespace contracts {

inline constexpr std::size_t kFormatWidth = 120;
inline constexpr std::size_t kFormatIndent = 4;

/// What a statement is decides what its signs mean: `*` after a type, `*` between numbers.
enum class Statement { kHeader, kState, kMessage, kConst, kEnumerator, kField, kRule, kOther };

/// Reads a statement's first words, in a block that is not one of an enum, struct or state.
Statement statement_of(std::span<const Piece> pieces);

/// Lines without the last line break. `indent` is the statement's own; broken lines are deeper.
/// A block that is to follow is taken into account by `pieces` holding its `{`.
std::string lay_out(std::span<const Piece> pieces, Statement kind, std::size_t indent);

}  // namespace contracts
