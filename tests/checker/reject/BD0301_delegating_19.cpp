// expect BD0301
struct S {
  int x;
  explicit S(int y) : x(y) {}
  S() : S(x + 1) {}
};
