// expect BD0103
struct S {
  int x = 0;
  bool f(bool b) { return b ? this : this; }
};
