// expect BD0107
template <class T> void f(T t) { delete t; }
