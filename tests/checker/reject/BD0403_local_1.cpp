// expect BD0403
const int& f() {
  int x = 1;
  return x;
}
