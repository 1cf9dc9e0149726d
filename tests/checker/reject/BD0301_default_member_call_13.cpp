// expect BD0301
struct S {
  int first = twice();
  int second = 1;
  int twice() const { return second * 2; }
};
int f() { return S{}.first; }
