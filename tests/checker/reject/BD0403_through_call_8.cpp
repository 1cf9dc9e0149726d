// expect BD0403
const int& same(const int& x) { return x; }
const int& f() {
  int x = 1;
  return same(x);
}
