// expect BD0403
template <class F> auto& call(F& f) { return f(); }
int& f() {
  auto get = [x = 1]() mutable -> int& { return x; };
  return call(get);
}
