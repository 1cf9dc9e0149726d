// expect BD0708
int f(int x) {
  __typeof__(x) y = x;
  return y;
}
