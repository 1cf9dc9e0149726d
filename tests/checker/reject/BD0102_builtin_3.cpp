// expect BD0102
void f(int x) { (void)__builtin_addressof(x); }
