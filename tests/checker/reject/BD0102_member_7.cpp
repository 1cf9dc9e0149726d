// expect BD0102
struct S {
  int x;
};
void f() { (void)&S::x; }
