// expect BD0504
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep) {
  auto later = [&] { return ep.id(); };
  std::move(ep).close();
  later();
}
