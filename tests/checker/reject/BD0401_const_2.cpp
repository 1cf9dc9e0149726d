// expect BD0401
struct S {
  const int& r;
};
