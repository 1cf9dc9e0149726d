// expect BD0504
#include <c1.hpp>
struct Holder {
  C1::Imp<C1::Start> ep;
  const C1::Imp<C1::Start>& get() const { return ep; }
};
