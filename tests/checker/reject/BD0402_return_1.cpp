// expect BD0402
auto f(int x) {
  return [&x] { return x; };
}
