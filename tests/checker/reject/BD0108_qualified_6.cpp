// expect BD0108
struct S {
  ~S() {}
};
void f(S& s) { s.S::~S(); }
