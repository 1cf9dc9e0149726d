// expect BD0402
auto f(int x) {
  auto inner = [&] { return x; };
  return [inner] { return inner(); };
}
