// expect BD0601
struct S {
  constexpr S() {}
  ~S() {}
};
const S s;
