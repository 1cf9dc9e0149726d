// expect BD0303
int f(int n) {
  for (int i = 0; i < n; ++i) {
    if (i * i > n) return i;
  }
}
