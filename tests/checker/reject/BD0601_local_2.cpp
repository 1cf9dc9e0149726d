// expect BD0601
int next() {
  static int n = 0;
  return ++n;
}
