// expect BD0209
int f() {
  auto&& x = static_cast<int&&>(5);
  return x;
}
