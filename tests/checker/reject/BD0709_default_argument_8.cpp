// expect BD0709 -fexceptions -fcxx-exceptions
template <class T> int f(int x = (throw T{}, 1)) { return x; }
