// expect BD0101
int value_of(int x) {
  auto p = &x;
  return *p;
}
