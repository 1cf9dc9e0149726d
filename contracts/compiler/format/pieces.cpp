// The words of the grammar, read without it: the parser skips comments, and sees only one branch of
// an #if.
#include "format/pieces.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace contracts {
namespace {

constexpr std::array<std::string_view, 9> kLongSigns = {
    "->", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c);
}

/// Where the next directive's line begins, from a line's beginning on.
std::size_t next_directive(std::string_view text, std::size_t from) {
  for (std::size_t line = from; line < text.size();) {
    const std::size_t word = text.find_first_not_of(" \t\r\f", line);
    if (word != text.npos && text[word] == '#') return line;
    const std::size_t end = text.find('\n', line);
    if (end == text.npos) break;
    line = end + 1;
  }
  return text.size();
}

bool is_language(const Piece& piece) {
  using Kind = Piece::Kind;
  const std::string& text = piece.text;
  if (piece.kind == Kind::kQuoted)
    return text.size() > 1 && text.back() == text.front() && !text.contains('\n');
  if (piece.kind == Kind::kBlockComment) return text.size() > 3 && text.ends_with("*/");
  if (piece.kind != Kind::kSign) return true;
  return text.size() > 1 || std::string_view("(){}[]<>;,.:?!~=+-*/%&|^").contains(text);
}

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<Piece> cut() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (true) {
      if (open_branches_ > 0 && pieces_.back().kind == Piece::Kind::kDirective) branch();
      skip_blanks();
      if (at_ >= text_.size()) return std::move(pieces_);
      next();
    }
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void skip_blanks() {
    while (at_ < text_.size() && std::string_view(" \t\r\n\f").contains(text_[at_])) {
      if (text_[at_] == '\n') {
        ++line_breaks_;
        line_is_blank_ = true;
      }
      ++at_;
    }
  }

  /// From a directive to the next one. Which branch is on is not known here; one that is off may
  /// hold anything, so it is cut by itself, and kept in one piece if it is not the language's.
  void branch() {
    const std::size_t end = next_directive(text_, text_.find('\n', at_) + 1);
    std::vector<Piece> inner = Cutter(text_.substr(at_, end - at_)).cut();
    if (inner.empty()) return;
    const std::size_t last = text_.find_last_not_of(" \t\r\n\f", end - 1);
    if (std::ranges::all_of(inner, is_language)) {
      std::ranges::move(inner, std::back_inserter(pieces_));
      at_ = last + 1;
    } else {
      at_ = text_.rfind('\n', text_.find_first_not_of(" \t\r\n\f", at_)) + 1;
      line_breaks_ = inner.front().line_breaks;
      add(Piece::Kind::kVerbatim, last + 1);
    }
  }

  void next() {
    const char c = peek();
    const bool first = std::exchange(line_is_blank_, false);
    if (c == '#' && first) return directive();
    if (c == '/' && peek(1) == '/') return to_line_end(Piece::Kind::kLineComment);
    if (c == '/' && peek(1) == '*') return block_comment();
    if (c == '"' || c == '\'') return quoted(c);
    if (is_digit(c)) return number();
    if (is_word_byte(c)) {
      std::size_t end = at_;
      while (end < text_.size() && is_word_byte(text_[end])) ++end;
      return add(Piece::Kind::kWord, end);
    }
    for (const std::string_view sign : kLongSigns)
      if (text_.substr(at_).starts_with(sign)) return add(Piece::Kind::kSign, at_ + 2);
    add(Piece::Kind::kSign, at_ + 1);
  }

  void directive() {
    to_line_end(Piece::Kind::kDirective);
    const std::string_view word = directive_word(pieces_.back().text);
    if (word == "if") ++open_branches_;
    if (word == "endif" && open_branches_ > 0) --open_branches_;
  }

  void to_line_end(Piece::Kind kind) {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    add(kind, end);
    std::string& line = pieces_.back().text;
    while (!line.empty() && std::string_view(" \t\r\f").contains(line.back())) line.pop_back();
  }

  void block_comment() {
    const std::size_t end = text_.find("*/", at_ + 2);
    add(Piece::Kind::kBlockComment, end == text_.npos ? text_.size() : end + 2);
    std::erase(pieces_.back().text, '\r');
  }

  void quoted(char quote) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n')
      end += text_[end] == '\\' && end + 1 < text_.size() ? 2 : 1;
    add(Piece::Kind::kQuoted, std::min(end + 1, text_.size()));
  }

  /// `1.5e-3f` and `1e+3` are one number each; in `0x1e+3` the sign stands by itself.
  void number() {
    std::size_t end = at_;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    const bool point = end + 1 < text_.size() && text_[end] == '.' && is_digit(text_[end + 1]);
    if (point) ++end;
    while (point && end < text_.size() && is_digit(text_[end])) ++end;
    const bool exponent = end + 2 < text_.size() && (text_[end] == 'e' || text_[end] == 'E') &&
                          (text_[end + 1] == '+' || text_[end + 1] == '-') &&
                          is_digit(text_[end + 2]);
    if (exponent) end += 2;
    while (end < text_.size() && is_word_byte(text_[end])) ++end;
    add(Piece::Kind::kNumber, end);
  }

  void add(Piece::Kind kind, std::size_t end) {
    pieces_.push_back({kind, std::string(text_.substr(at_, end - at_)), line_breaks_});
    line_breaks_ = 0;
    at_ = end;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_breaks_ = 0;
  int open_branches_ = 0;
  bool line_is_blank_ = true;
  std::vector<Piece> pieces_;
};

}  // namespace

std::string_view directive_word(std::string_view line) {
  const std::size_t begin = std::min(line.find_first_not_of(" \t", 1), line.size());
  return line.substr(begin, line.find_first_of(" \t/", begin) - begin);
}

std::vector<Piece> pieces_of(std::string_view text) {
  return Cutter(text).cut();
}

}  // namespace contracts
