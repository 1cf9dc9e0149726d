// expect BD0208
int f(const volatile int& x) { return 1; }
