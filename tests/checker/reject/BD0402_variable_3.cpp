// expect BD0402
auto f(int x) {
  auto g = [&] { return x; };
  return g;
}
