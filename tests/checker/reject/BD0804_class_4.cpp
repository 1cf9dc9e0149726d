// expect BD0804
struct std {
  static int move(int x) { return x; }
};
