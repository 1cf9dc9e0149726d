// expect BD0108
struct S {
  ~S() {}
};
using Other = S;
void f(S& s) { s.~Other(); }
