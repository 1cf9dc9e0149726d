// expect BD0201
#define PUN(T, x) reinterpret_cast<T&>(x)
long f(double d) { return PUN(long, d); }
