// expect BD0102
template <class T> void f(T& x) { (void)&x; }
