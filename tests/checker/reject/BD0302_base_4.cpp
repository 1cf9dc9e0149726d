// expect BD0302
struct Base {
  int x;
};
struct Derived : Base {
  int y;
  Derived() : y(1) {}
};
