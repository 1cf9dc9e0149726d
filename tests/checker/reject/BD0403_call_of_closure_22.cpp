// expect BD0403
int& f() {
  int x = 1;
  auto get = [&]() -> int& { return x; };
  return get();
}
