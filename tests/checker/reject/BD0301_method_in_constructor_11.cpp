// expect BD0301
struct S {
  int x;
  int twice() const { return x * 2; }
  S(int y) { x = twice() + y; }
};
