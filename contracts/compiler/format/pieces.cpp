// The words of the grammar, read without it: the parser skips comments, and sees only one branch of
// an #if.
#include "format/pieces.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace contracts {
namespace {

constexpr std::array<std::string_view, 9> kLongSigns = {
    "->", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
/// Characters beyond ASCII can only stand in a branch of #if that is switched off; they stay whole.
bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c) ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<Piece> cut() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (true) {
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

  void next() {
    const char c = peek();
    const bool first = std::exchange(line_is_blank_, false);
    if (c == '#' && first) return to_line_end(Piece::Kind::kDirective);
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
  bool line_is_blank_ = true;
  std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> pieces_of(std::string_view text) {
  return Cutter(text).cut();
}

}  // namespace contracts
