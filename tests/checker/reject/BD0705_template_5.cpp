// expect BD0705
template <class T> T f(T x) {
  __builtin_prefetch(0);
  return x;
}
