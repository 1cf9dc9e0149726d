// expect BD0301
struct S {
  int first = second;
  int second = 1;
};
int f() { return S{}.first; }
