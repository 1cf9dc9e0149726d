// expect BD0707
struct S {
  int x;
};
int f() { return (S){1}.x; }
