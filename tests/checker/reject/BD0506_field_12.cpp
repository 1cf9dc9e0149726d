// expect BD0506
#include <c1.hpp>
struct S {
  int x = (C1::create(), 1);
};
