// The lexer: names, whole numbers and signs of the expression language.
#pragma once
#include <manifest.hpp>

namespace expression {

enum class Token : std::uint8_t { kEnd, kNumber, kName, kSign, kBad };

class Lexer {
 public:
  explicit Lexer(sip::String text) : text_(std::move(text)) { next(); }

  Token token() const { return token_; }
  std::int64_t number() const { return number_; }
  sip::StringView text() const { return text_.substr_view(from_, at_ - from_); }
  std::size_t place() const { return from_; }
  bool is(const sip::StringView& wanted) const {
    return (token_ == Token::kSign || token_ == Token::kName) && text() == wanted;
  }

  void next() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
    from_ = at_;
    if (at_ == text_.size()) {
      token_ = Token::kEnd;
    } else if (is_digit(text_[at_])) {
      token_ = Token::kNumber;
      for (number_ = 0; at_ < text_.size() && is_digit(text_[at_]); ++at_)
        number_ = number_ * 10 + (text_[at_] - '0');
    } else if (is_letter(text_[at_])) {
      token_ = Token::kName;
      while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]))) ++at_;
    } else {
      const sip::StringView signs = "+-*/%<=!(){};";
      token_ = signs.find(text_[at_]) == sip::StringView::npos ? Token::kBad : Token::kSign;
      ++at_;
      if (text_[from_] == '=' && at_ < text_.size() && text_[at_] == '=') ++at_;
    }
  }

 private:
  static bool is_digit(char character) { return character >= '0' && character <= '9'; }
  static bool is_letter(char character) {
    return (character | 32) >= 'a' && (character | 32) <= 'z';
  }

  sip::String text_;
  std::size_t at_ = 0, from_ = 0;
  std::int64_t number_ = 0;
  Token token_ = Token::kEnd;
};

}  // namespace expression
