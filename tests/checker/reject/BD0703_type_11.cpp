// expect BD0703
int f(int n) __attribute__((pure));
struct S {
  int g() const __attribute__((const));
};
