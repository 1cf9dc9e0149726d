// expect BD0403
const int& f() {
  int x = 1;
  const auto& r = x;
  return r;
}
