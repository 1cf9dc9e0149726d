// expect BD0303
int f(int n) {
  auto half = [](int x) -> int {
    if (x % 2 == 0) return x / 2;
  };
  return half(n);
}
