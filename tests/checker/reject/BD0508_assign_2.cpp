// expect BD0508
#include <c1.hpp>
struct Holder {
  C1::Imp<C1::Start> ep;
  void put(C1::Imp<C1::Start> other) { ep = std::move(other); }
};
