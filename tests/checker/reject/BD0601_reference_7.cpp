// expect BD0601
struct S {
  int x = 0;
};
const S one{};
const S& again = one;
