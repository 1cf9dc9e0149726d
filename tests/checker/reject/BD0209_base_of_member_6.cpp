// expect BD0209
struct B {
  int x = 0;
};
struct D : B {};
struct Holder {
  D d;
  B take() { return static_cast<B&&>(d); }
};
