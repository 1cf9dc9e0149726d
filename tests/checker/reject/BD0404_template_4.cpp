// expect BD0404
template <class T> const T& larger(const T& a, const T& b) { return a < b ? b : a; }
int f(int n) {
  const auto& m = larger(n, 3);
  return m;
}
