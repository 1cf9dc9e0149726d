// expect BD0302
struct P {
  int x;
};
struct Q {
  P p;
  int z = 0;
};
int f() {
  Q q;
  return q.z;
}
