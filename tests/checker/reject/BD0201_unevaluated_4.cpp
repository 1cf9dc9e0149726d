// expect BD0201
int f(double d) { return sizeof(reinterpret_cast<long&>(d)); }
