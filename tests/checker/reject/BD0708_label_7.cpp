// expect BD0708
int f(int x) { return __builtin_expect(x, 1) + static_cast<int>(__is_enum(int)); }
