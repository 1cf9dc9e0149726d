// expect BD0103
struct S {
  bool same() { return this == this; }
};
