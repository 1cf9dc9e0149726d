// expect BD0303
struct S {
  int x = 0;
  bool same(const S& other) const {
    if (x == other.x) return true;
  }
};
