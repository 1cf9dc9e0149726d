// expect BD0301
template <class T> T zero() {
  T value;
  return value;
}
int f() { return zero<int>(); }
