// expect BD0703
int f() {
  auto g = []() __attribute__((always_inline)) { return 1; };
  return g();
}
