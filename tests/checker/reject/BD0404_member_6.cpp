// expect BD0404
struct Inner {
  int x = 0;
};
struct Outer {
  Inner inner;
  const Inner& get() const { return inner; }
};
int f() {
  const auto& r = Outer{}.get().x;
  return r;
}
