// One pass over the raw text, character by character, in constant stack. It blanks what the parser
// must not see (inactive #if regions, a byte-order mark, non-ASCII inside comments and strings) and
// refuses what the parser could not survive.
#include "source/scan.hpp"

#include <fmt/format.h>

#include "source/utf8.hpp"

namespace contracts {
namespace {

class Scanner {
 public:
  Scanner(SourceFile& file, std::uint16_t index, const std::set<std::string>& defines,
          Reporter& reporter)
      : file_(file), text_(file.text()), index_(index), defines_(defines), reporter_(reporter) {}

  bool run() {
    if (!check_bytes()) return false;
    file_.parser_text.assign(text_);
    skip_byte_order_mark();
    while (ok_ && at_ < text_.size()) step();
    if (ok_ && !branches_.empty())
      fail(branches_.back().at, 3, 10, "#if without #endif",
           "add `#endif` after the last line it governs");
    return ok_;
  }

 private:
  struct Branch {
    std::size_t at;
    bool outer_active;
    bool condition;
    bool in_else;
  };

  void fail(std::size_t at, std::size_t length, int number, std::string message,
            std::string remedy) {
    reporter_.report(
        {index_, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length)}, number,
        std::move(message), std::move(remedy));
    ok_ = false;
  }

  bool check_bytes() {
    for (std::size_t i = 0; i < text_.size();) {
      const auto byte = static_cast<unsigned char>(text_[i]);
      const bool blank = byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
      if ((byte < 0x20 && !blank) || byte == 0x7F) {
        fail(i, 1, 4, fmt::format("control byte 0x{:02x} in the text", byte), "");
        return false;
      }
      const std::size_t length = utf8_sequence(text_, i);
      if (length == 0) {
        fail(i, 1, 5, fmt::format("byte 0x{:02x} is not part of a valid UTF-8 character", byte),
             "");
        return false;
      }
      i += length;
    }
    return true;
  }

  void skip_byte_order_mark() {
    if (text_.starts_with("\xEF\xBB\xBF")) {
      blank(0, 3);
      at_ = 3;
    }
  }

  void blank(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
      if (text_[i] != '\n' && text_[i] != '\r') file_.parser_text[i] = ' ';
  }

  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool active() const {
    return branches_.empty() || (branches_.back().outer_active &&
                                 branches_.back().condition != branches_.back().in_else);
  }

  void step() {
    const char c = peek();
    if (c == '\n') {
      line_is_blank_ = true;
      ++at_;
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
      ++at_;
    } else if (c == '#' && line_is_blank_) {
      directive();
    } else if (!active()) {
      skip_inactive_line();
    } else {
      line_is_blank_ = false;
      code(c);
    }
  }

  void skip_inactive_line() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    blank(begin, at_);
  }

  void directive() {
    const std::size_t begin = at_;
    skip_inactive_line();
    std::string_view line = text_.substr(begin + 1, at_ - begin - 1);
    if (const auto comment = line.find("//"); comment != line.npos) line = line.substr(0, comment);
    std::vector<std::string> words;
    for (std::size_t i = 0; i < line.size();) {
      while (i < line.size() && std::isspace(static_cast<unsigned char>(line[i]))) ++i;
      const std::size_t word = i;
      while (i < line.size() && !std::isspace(static_cast<unsigned char>(line[i]))) ++i;
      if (i > word) words.emplace_back(line.substr(word, i - word));
    }
    apply_directive(begin, words);
  }

  void apply_directive(std::size_t begin, const std::vector<std::string>& words) {
    const std::size_t length = std::max<std::size_t>(1, at_ - begin);
    if (words.size() == 2 && words[0] == "if") {
      if (branches_.size() >= kMaxNesting)
        return fail(begin, length, 7, "#if is nested too deeply", "flatten the conditions");
      branches_.push_back({begin, active(), defines_.contains(words[1]), false});
    } else if (words.size() == 1 && words[0] == "else" && !branches_.empty() &&
               !branches_.back().in_else) {
      branches_.back().in_else = true;
    } else if (words.size() == 1 && words[0] == "endif" && !branches_.empty()) {
      branches_.pop_back();
    } else {
      fail(begin, length, 10, "this directive is unknown, incomplete or has no matching #if",
           "only `#if NAME`, `#else` and `#endif` exist, each alone on its line");
    }
  }

  void code(char c) {
    if (c == '/' && peek(1) == '/') {
      line_comment();
    } else if (c == '/' && peek(1) == '*') {
      block_comment();
    } else if (c == '"' || c == '\'') {
      quoted(c);
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      const std::size_t length = utf8_sequence(text_, at_);
      fail(at_, length, 6,
           fmt::format("'{}' cannot stand outside comments and strings", text_.substr(at_, length)),
           "");
    } else if (std::isalnum(static_cast<unsigned char>(c)) || c == '_') {
      word();
    } else {
      bound(c);
      ++at_;
    }
  }

  void word() {
    const std::size_t begin = at_;
    while (std::isalnum(static_cast<unsigned char>(peek())) || peek() == '_') ++at_;
    unary_run_ = 0;
    if (at_ - begin > kMaxNameBytes)
      fail(begin, at_ - begin, 103,
           fmt::format("a word of {} bytes; {} is the most", at_ - begin, kMaxNameBytes), "");
  }

  void line_comment() {
    while (at_ < text_.size() && text_[at_] != '\n') mask();
  }

  void block_comment() {
    const std::size_t begin = at_;
    const std::size_t end = text_.find("*/", at_ + 2);
    if (end == text_.npos)
      return fail(begin, 2, 8, "this comment has no end", "close it with `*/`");
    if (!branches_.empty()) check_no_directive(begin, end);
    while (at_ < end + 2) mask();
  }

  /// With the branch off, this line would end it, or be refused: a comment must not change that.
  void check_no_directive(std::size_t from, std::size_t to) {
    for (std::size_t end = text_.find('\n', from); end < to; end = text_.find('\n', end + 1)) {
      const std::size_t word = text_.find_first_not_of(" \t\r\f", end + 1);
      if (word < to && text_[word] == '#')
        return fail(word, 1, 10, "a directive inside a comment that began in a branch of #if",
                    "end the comment with `*/` before the directive, or begin this line with `*`");
    }
  }

  void quoted(char quote) {
    const std::size_t begin = at_;
    ++at_;
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] != '\n') mask();
      mask();
    }
    if (peek() != quote)
      return fail(begin, 1, 9,
                  quote == '"' ? "this string has no end on its line"
                               : "this character has no end on its line",
                  fmt::format("close it with {}", quote));
    ++at_;
    unary_run_ = 0;
  }

  /// Replaces a non-ASCII byte, so that one character of the parser's input is one byte of the
  /// file.
  void mask() {
    if (static_cast<unsigned char>(text_[at_]) >= 0x80) file_.parser_text[at_] = '?';
    ++at_;
  }

  /// The parser and the passes recurse on brackets and operators; here is where their depth is
  /// limited.
  void bound(char c) {
    if (c == '(' || c == '{' || c == '[') {
      if (++depth_ > kMaxNesting)
        fail(at_, 1, 7, fmt::format("nested more than {} brackets deep", kMaxNesting), "");
    } else if (c == ')' || c == '}' || c == ']') {
      if (depth_ > 0) --depth_;
    }
    if (c == ';' || c == '{' || c == '}') operators_ = 0;
    const bool arrow = c == '-' && peek(1) == '>';
    const bool arrow_head = c == '>' && at_ > 0 && text_[at_ - 1] == '-';
    if (std::string_view("+-*/%<>&|^=").contains(c) && !arrow && !arrow_head &&
        ++operators_ > kMaxOperatorsPerStatement)
      fail(at_, 1, 7,
           fmt::format("more than {} operators in one statement", kMaxOperatorsPerStatement), "");
    unary_run_ = std::string_view("!-~+").contains(c) ? unary_run_ + 1 : 0;
    if (unary_run_ > kMaxUnaryRun)
      fail(at_, 1, 7, fmt::format("more than {} prefix operators in a row", kMaxUnaryRun), "");
  }

  SourceFile& file_;
  std::string_view text_;
  std::uint16_t index_;
  const std::set<std::string>& defines_;
  Reporter& reporter_;
  std::vector<Branch> branches_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int unary_run_ = 0;
  int operators_ = 0;
  bool line_is_blank_ = true;
  bool ok_ = true;
};

}  // namespace

bool scan(SourceFile& file, std::uint16_t file_index, const std::set<std::string>& defines,
          Reporter& reporter) {
  return Scanner(file, file_index, defines, reporter).run();
}

}  // namespace contracts
