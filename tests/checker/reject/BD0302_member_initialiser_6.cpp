// expect BD0302
struct P {
  int x;
};
struct Q {
  P p;
  int z;
  Q() : z(1) {}
};
