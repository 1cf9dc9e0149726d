// expect BD0202
template <class T> void f(const T& x) { const_cast<T&>(x) = T{}; }
