// expect BD0401
using R = int&&;
struct S {
  R r;
};
