// expect BD0508
#include <c1.hpp>
struct Pair {
  C1::Imp<C1::Start> a;
  C1::Imp<C1::Start> b;
  C1::Imp<C1::Start> take_first() { return std::move(a); }
};
