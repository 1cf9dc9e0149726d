// expect BD0404
struct S {
  int x = 0;
  S& operator,(int) { return *this; }
};
int f() {
  S& r = (S{}, 1);
  return r.x;
}
