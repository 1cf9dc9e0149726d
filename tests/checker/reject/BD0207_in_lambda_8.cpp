// expect BD0207
int f() {
  return [] {
    union {
      int i;
      unsigned u;
    } both{1};
    return both.i;
  }();
}
