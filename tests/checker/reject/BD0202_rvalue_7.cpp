// expect BD0202
void f(const int& x) { int y = const_cast<int&&>(x); (void)y; }
