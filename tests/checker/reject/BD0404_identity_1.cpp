// expect BD0404
const int& same(const int& x) { return x; }
int f() {
  const int& r = same(5);
  return r;
}
