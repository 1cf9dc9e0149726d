// expect BD0106
template <class T> unsigned long size_of(const T&) { return sizeof(T); }
unsigned long f() { return size_of("abc"); }
