// expect BD0504
struct [[sip::linear]] Token {
  Token() = default;
  Token(Token&&) = default;
  Token(const Token&) = default;
  int n = 0;
};
int f(Token t) {
  return [t] { return t.n; }();
}
