// expect BD0713
struct alignas(long long) alignas(32) S {
  int x;
};
