// expect BD0804
int f() {
  auto g = [](int std) { return std; };
  return g(1);
}
