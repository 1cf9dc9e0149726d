// expect BD0108
template <class T> struct End {
  using Type = T;
  static void end(T& t) { t.~Type(); }
};
void f(int x) { End<int>::end(x); }
