// expect BD0301
int f(bool c) {
  int x;
  if (c) x = 1;
  return x;
}
