// expect BD0208
struct S {
  volatile int ready;
};
