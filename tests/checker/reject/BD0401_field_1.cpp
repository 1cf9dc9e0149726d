// expect BD0401
struct S {
  int& r;
};
