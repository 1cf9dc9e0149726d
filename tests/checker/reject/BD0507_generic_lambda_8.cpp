// expect BD0507
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep) {
  auto take = [](auto&& end) {};
  take(std::move(ep));
}
