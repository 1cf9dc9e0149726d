// expect BD0404
struct S {
  int x = 0;
  template <class Self> auto& value(this Self&& self) { return self.x; }
};
int f() {
  auto& r = S{}.value();
  return r;
}
