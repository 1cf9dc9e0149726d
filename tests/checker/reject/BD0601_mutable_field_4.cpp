// expect BD0601
struct S {
  mutable int n = 0;
};
const S shared{};
