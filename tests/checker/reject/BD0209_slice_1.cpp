// expect BD0209
struct B {
  int x;
};
struct D : B {};
int f(D d) {
  B b = static_cast<B&&>(d);
  return b.x;
}
