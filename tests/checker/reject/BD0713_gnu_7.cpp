// expect BD0713
struct S {
  int x;
} __attribute__((aligned(64)));
