// expect BD0404
int f() {
  auto same = [](const int& x) -> const int& { return x; };
  const auto& r = same(7);
  return r;
}
