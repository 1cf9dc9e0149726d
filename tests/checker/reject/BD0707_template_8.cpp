// expect BD0707
template <class T> T or_default(T x, T y) { return x ?: y; }
int f() { return or_default(1, 2); }
