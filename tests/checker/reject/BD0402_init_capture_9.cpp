// expect BD0402
auto f(int& x) {
  return [&same = x] { return same; };
}
