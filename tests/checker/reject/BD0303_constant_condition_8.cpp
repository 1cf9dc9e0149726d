// expect BD0303
template <int N> int f() {
  if constexpr (N > 0) return N;
}
int g() { return f<0>(); }
