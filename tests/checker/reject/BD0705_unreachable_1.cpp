// expect BD0705
int f() { __builtin_unreachable(); }
