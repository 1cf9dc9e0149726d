// expect BD0201
# 1 "x.h" 1 3
inline long f(double d) { return reinterpret_cast<long&>(d); }
