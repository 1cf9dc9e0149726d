// expect BD0502
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep) {
  int n = 256;
  unsigned char c = n;
  if (c) std::move(ep).close();
}
