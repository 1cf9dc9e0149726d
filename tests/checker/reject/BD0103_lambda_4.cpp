// expect BD0103
struct S {
  int x;
  int f() {
    return [copy = this] { return copy->x; }();
  }
};
