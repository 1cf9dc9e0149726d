// recursive descent over text, with the state in a class
#include <sip/core.hpp>
class Parser {
 public:
  explicit Parser(sip::String text) : text_(std::move(text)) {}
  long expression() {
    long value = term();
    while (look() == '+' || look() == '-') value = take() == '+' ? value + term() : value - term();
    return value;
  }
  bool failed() const { return failed_; }

 private:
  long term() {
    long value = factor();
    while (look() == '*') {
      take();
      value *= factor();
    }
    return value;
  }
  long factor() {
    if (look() == '(') {
      take();
      const long inside = expression();
      if (take() != ')') failed_ = true;
      return inside;
    }
    long value = 0;
    if (look() < '0' || look() > '9') failed_ = true;
    while (look() >= '0' && look() <= '9') value = value * 10 + (take() - '0');
    return value;
  }
  char look() const { return at_ < text_.size() ? text_.view()[at_] : '\0'; }
  char take() {
    const char c = look();
    ++at_;
    return c;
  }

  sip::String text_;
  unsigned long at_ = 0;
  bool failed_ = false;
};
long f() {
  Parser parser{sip::String("1+2*(3+4)")};
  return parser.expression();
}
