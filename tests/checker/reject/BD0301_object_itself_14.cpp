// expect BD0301
struct S {
  int x = 0;
};
S same(const S& s) { return s; }
int f() {
  S s = same(s);
  return s.x;
}
