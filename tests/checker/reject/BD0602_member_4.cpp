// expect BD0602
struct S {
  static thread_local int x;
};
