// A contract file as the formatter sees it: words, signs, comments and directives, each with the
// line breaks before it. Nothing of the text is lost but blanks, so it can be put together again.
// Text between two directives that is not made of the language's words is one piece, as it stands.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace contracts {

struct Piece {
  enum class Kind {
    kWord,
    kNumber,
    kQuoted,
    kSign,
    kLineComment,
    kBlockComment,
    kDirective,
    kVerbatim  // whole lines of a branch of #if that cannot be cut into words
  };
  Kind kind = Kind::kWord;
  std::string text;
  int line_breaks = 0;  // between the piece before and this one

  bool is(std::string_view sign) const { return kind == Kind::kSign && text == sign; }
  bool is_word(std::string_view word) const { return kind == Kind::kWord && text == word; }
  bool has_own_lines() const { return kind == Kind::kDirective || kind == Kind::kVerbatim; }
  bool is_comment() const { return kind == Kind::kLineComment || kind == Kind::kBlockComment; }
};

/// `if`, `else` or `endif`, of a directive.
std::string_view directive_word(std::string_view line);

/// Takes any text; what is no word of the language becomes a sign of one byte.
std::vector<Piece> pieces_of(std::string_view text);

}  // namespace contracts
