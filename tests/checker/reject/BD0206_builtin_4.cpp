// expect BD0206
float f(int n) { return __builtin_bit_cast(float, n); }
