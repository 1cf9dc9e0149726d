// expect BD0705
bool f(unsigned n) { return __builtin_ctz(n) == 1; }
