// expect BD0807
struct S {
  int __count = 0;
};
