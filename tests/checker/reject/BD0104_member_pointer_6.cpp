// expect BD0104
struct S {
  int x;
};
using M = int S::*;
