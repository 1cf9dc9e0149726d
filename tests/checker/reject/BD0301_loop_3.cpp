// expect BD0301
int f(int n) {
  int last;
  for (int i = 0; i < n; ++i) last = i;
  return last;
}
