// expect BD0501
#include <c1.hpp>
struct Pair {
  C1::Imp<C1::Start> a;
  void stop() && {
    std::move(a).close();
    std::move(a).close();
  }
};
