// expect BD0209
struct B {
  int x = 0;
};
struct D : B {};
int f(D d) {
  return [](auto& y) { return static_cast<B&&>(y).x; }(d);
}
