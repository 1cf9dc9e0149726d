// expect BD0208
int f(int x) { return static_cast<volatile int&>(x); }
