// expect BD0705
void f(int n) { (void)__builtin_alloca(n); }
