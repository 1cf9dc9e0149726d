// expect BD0207
struct S {
  union {
    int i;
    float f;
  };
};
