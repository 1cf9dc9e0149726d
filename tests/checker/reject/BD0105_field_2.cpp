// expect BD0105
struct S {
  char text[16];
};
