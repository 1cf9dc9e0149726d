// expect BD0302
struct S {
  int x;
  explicit S(int n) {
    if (n < 0) return;
    x = n;
  }
};
