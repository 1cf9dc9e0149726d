// expect BD0109
int f() {
  auto g = [n = nullptr] { return sizeof(n); };
  return static_cast<int>(g());
}
