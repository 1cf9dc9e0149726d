// expect BD0303
template <class T> T positive(T x) {
  if (x > 0) return x;
}
int f() { return positive(1); }
