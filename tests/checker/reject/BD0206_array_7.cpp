// expect BD0206
struct Mixed {
  bool a, b, c, d;
};
Mixed f(int n) { return __builtin_bit_cast(Mixed, n); }
