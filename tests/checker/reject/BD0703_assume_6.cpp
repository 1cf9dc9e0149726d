// expect BD0703
int f(int x) {
  [[assume(x > 0)]];
  return x;
}
