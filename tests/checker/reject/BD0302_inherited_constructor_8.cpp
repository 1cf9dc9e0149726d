// expect BD0302
struct Base {
  explicit Base(int) {}
};
struct Derived : Base {
  using Base::Base;
  int y;
};
int f() {
  Derived d(1);
  return 0;
}
