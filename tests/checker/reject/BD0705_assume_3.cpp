// expect BD0705
int f(int x) {
  __builtin_assume(x > 0);
  return x;
}
