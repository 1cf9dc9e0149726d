// expect BD0403
int f() {
  auto g = [](int x) -> const int& { return x; };
  return g(1);
}
