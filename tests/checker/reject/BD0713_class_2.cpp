// expect BD0713
struct alignas(64) S {
  int x;
};
