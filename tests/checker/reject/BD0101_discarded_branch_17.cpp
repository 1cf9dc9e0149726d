// expect BD0101
int f() {
  if constexpr (false) {
    int* p;
  }
  return 0;
}
