// expect BD0706
int f() {
  auto g = [](int n, ...) { return n; };
  return g(1);
}
