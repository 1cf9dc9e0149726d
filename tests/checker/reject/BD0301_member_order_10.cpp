// expect BD0301
struct S {
  int first, second;
  S(int x) : first(second), second(x) {}
};
