// expect BD0709 -fexceptions -fcxx-exceptions
template <class T> int f(int x) { return x > 0 ? x : throw T{}; }
