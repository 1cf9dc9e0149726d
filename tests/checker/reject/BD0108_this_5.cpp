// expect BD0108
struct S {
  ~S() {}
  void f() { this->~S(); }
};
