// expect BD0109
void f(bool);
template <class T> void g(T t) {}
void h() { g(nullptr); }
