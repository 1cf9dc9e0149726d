// expect BD0402
template <class F> struct Keep {
  F f;
};
int f(int x) {
  auto g = [&] { return x; };
  Keep<decltype(g)> keep{g};
  return keep.f();
}
