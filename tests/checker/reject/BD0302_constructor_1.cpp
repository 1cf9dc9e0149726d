// expect BD0302
struct S {
  int x;
  S() {}
};
