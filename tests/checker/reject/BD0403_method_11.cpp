// expect BD0403
struct S {
  int x = 0;
  int& value() { return x; }
};
int& f(S s) { return s.value(); }
