// expect BD0502
#include <c1.hpp>
struct Both {
  C1::Imp<C1::Start> a;
  C1::Imp<C1::Start> b;
  void stop() && { std::move(a).close(); }
};
