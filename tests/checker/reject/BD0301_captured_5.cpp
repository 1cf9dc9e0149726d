// expect BD0301
int f() {
  int x;
  auto get = [&] { return x; };
  x = 1;
  return get();
}
