// expect BD0710
template <class T> T count(int n) {
  for (int i = 0; i < n; ++i) co_yield i;
}
