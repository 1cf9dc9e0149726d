// expect BD0103
struct S {
  int x = 0;
  auto f() {
    return [self = this] { return sizeof(self); };
  }
};
