// expect BD0107
template <class T> void f(T t) {
  int x = (delete t, 1);
}
