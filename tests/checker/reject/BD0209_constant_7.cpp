// expect BD0209
struct B {
  int x = 0;
};
struct D : B {};
int f(const D& d) { return static_cast<const B&&>(d).x; }
