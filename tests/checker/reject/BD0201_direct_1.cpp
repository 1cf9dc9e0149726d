// expect BD0201
long f(double d) { return reinterpret_cast<long&>(d); }
