// expect BD0502
#include <c1.hpp>
void flip(bool& x) { x = false; }
void f(C1::Imp<C1::Start> ep) {
  bool held = false;
  flip(held = true);
  if (held) std::move(ep).close();
}
