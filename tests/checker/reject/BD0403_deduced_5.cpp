// expect BD0403
decltype(auto) f() {
  int x = 1;
  return (x);
}
