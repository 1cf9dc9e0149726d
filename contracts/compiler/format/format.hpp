// The one layout of contract files. It keeps every word, sign and comment in its order; blanks,
// line breaks and indentation are its own, but for one blank line where there was at least one, and
// for a short block that may stand on one line if it was written so. Formatting twice changes
// nothing.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace contracts {

/// Needs a text whose syntax is right. Nothing if the result would not say the same (a fault of the
/// formatter, never of the text).
std::optional<std::string> formatted(std::string_view text);

}  // namespace contracts
