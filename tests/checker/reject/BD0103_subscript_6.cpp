// expect BD0103
struct S {
  int x;
  int f() { return this[1].x; }
};
