// expect BD0505
#include <c1.hpp>
sip::Function<void()> f(C1::Imp<C1::Start> ep) {
  return [ep = std::move(ep)]() mutable { std::move(ep).close(); };
}
