// expect BD0705
struct S {
  int x;
};
unsigned long f() { return __builtin_offsetof(S, x); }
