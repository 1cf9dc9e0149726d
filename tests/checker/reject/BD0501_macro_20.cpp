// expect BD0501
#include <c1.hpp>
#define FINISH(x) std::move(x).close()
void f(C1::Imp<C1::Start> ep) {
  FINISH(ep);
  FINISH(ep);
}
