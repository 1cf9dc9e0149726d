// expect BD0302
struct S {
  S() = default;
  explicit S(int n) : x(n) {}
  int x;
};
int f() {
  S s;
  return 0;
}
