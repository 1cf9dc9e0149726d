// expect BD0103
struct S {
  auto self() { return this; }
};
