// expect BD0209
struct B {
  int x;
};
struct D : B {};
using R = B&&;
int f(D d) { return static_cast<R>(d).x; }
