// expect BD0504
struct [[clang::annotate("sip::linear")]] Token {
  int n = 0;
};
int f(Token t) {
  Token u = t;
  return u.n;
}
