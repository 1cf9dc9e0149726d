// expect BD0301
int f() {
  int& r = r;
  return r;
}
