// expect BD0202
struct S {
  int x;
  void f() const { const_cast<int&>(x) = 1; }
};
