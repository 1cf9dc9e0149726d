// A contract file as the formatter sees it: words, signs, comments and directives, each with the
// line breaks before it. Nothing of the text is lost but blanks, so it can be put together again.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace contracts {

struct Piece {
  enum class Kind { kWord, kNumber, kQuoted, kSign, kLineComment, kBlockComment, kDirective };
  Kind kind = Kind::kWord;
  std::string text;
  int line_breaks = 0;  // between the piece before and this one

  bool is(std::string_view sign) const { return kind == Kind::kSign && text == sign; }
  bool is_word(std::string_view word) const { return kind == Kind::kWord && text == word; }
  bool is_comment() const { return kind == Kind::kLineComment || kind == Kind::kBlockComment; }
};

/// Takes any text; what is no word of the language becomes a sign of one byte.
std::vector<Piece> pieces_of(std::string_view text);

}  // namespace contracts
