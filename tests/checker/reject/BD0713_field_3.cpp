// expect BD0713
struct S {
  alignas(1024) int x;
};
