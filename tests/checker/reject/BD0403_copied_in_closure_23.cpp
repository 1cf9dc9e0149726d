// expect BD0403
int& f() {
  int x = 1;
  auto get = [x]() mutable -> int& { return x; };
  return get();
}
