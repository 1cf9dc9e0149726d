// expect BD0404
struct S {
  int x = 0;
  const int& value() const { return x; }
};
int f() {
  auto& r = S{}.value();
  return r;
}
