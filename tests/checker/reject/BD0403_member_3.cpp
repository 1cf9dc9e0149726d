// expect BD0403
struct S {
  int x = 1;
};
int& f() {
  S s;
  return (s).x;
}
