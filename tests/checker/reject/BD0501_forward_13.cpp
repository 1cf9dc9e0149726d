// expect BD0501
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep) {
  std::forward<C1::Imp<C1::Start>>(ep).close();
  std::forward<C1::Imp<C1::Start>>(ep).close();
}
