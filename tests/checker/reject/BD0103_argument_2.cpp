// expect BD0103
template <class T> void keep(T) {}
struct S {
  void f() { keep(this); }
};
