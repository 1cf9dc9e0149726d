// expect BD0403
const int& f(const int& a, bool b) {
  int x = 1;
  return b ? a : x;
}
