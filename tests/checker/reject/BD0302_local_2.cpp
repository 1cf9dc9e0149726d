// expect BD0302
struct P {
  int x;
  int y = 0;
};
int f() {
  P p;
  return p.y;
}
