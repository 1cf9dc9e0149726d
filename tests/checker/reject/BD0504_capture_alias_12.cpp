// expect BD0504
#include <c1.hpp>
void f(C1::Imp<C1::Start> a) {
  auto g = [&other = a] { std::move(other).close(); };
  g();
  std::move(a).close();
}
