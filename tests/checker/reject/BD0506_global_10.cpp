// expect BD0506
#include <c1.hpp>
inline const int x = (C1::create(), 1);
