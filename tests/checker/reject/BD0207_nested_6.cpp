// expect BD0207
struct S {
  struct Inner {
    union U {
      int i;
      float f;
    };
  };
};
