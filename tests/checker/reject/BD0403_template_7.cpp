// expect BD0403
template <class T> const T& f(T x) { return x; }
int g() { return f(1); }
