// expect BD0208
struct S {
  int f() volatile { return 1; }
};
