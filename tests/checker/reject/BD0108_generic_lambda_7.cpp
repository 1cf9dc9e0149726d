// expect BD0108
struct S {
  ~S() {}
};
void f(S& s) {
  auto end = [](auto& x) { x.~S(); };
  end(s);
}
