// expect BD0209
struct B {
  int x = 0;
};
struct D : B {};
#define MOVE_AS(T, x) static_cast<T&&>(x)
int f(D d) { return MOVE_AS(B, d).x; }
