// expect BD0502
#include <c1.hpp>
# 1 "x.h" 1 3
inline void f(C1::Imp<C1::Start> ep) {}
