// expect BD0201
double kOne = 1;
long f(long x = reinterpret_cast<long&>(kOne)) { return x; }
