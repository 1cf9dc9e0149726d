// expect BD0505
#include <c1.hpp>
struct S {
  C1::Imp<C1::Start> both[2];
};
