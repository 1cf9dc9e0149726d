// expect BD0601
int f(int n) {
  static const int x = n;
  return x;
}
