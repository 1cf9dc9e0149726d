// expect BD0108
template <class T> void f(T& t) { t.~T(); }
