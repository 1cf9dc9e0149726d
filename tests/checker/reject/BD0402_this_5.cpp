// expect BD0402
struct S {
  int x = 1;
  auto f() {
    return [this] { return x; };
  }
};
