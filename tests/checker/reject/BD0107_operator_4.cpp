// expect BD0107
struct S {
  void* operator new(decltype(sizeof(0)));
};
