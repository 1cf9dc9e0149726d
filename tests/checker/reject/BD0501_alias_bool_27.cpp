// expect BD0501
#include <c1.hpp>
void flip(bool& x) { x = !x; }
void f(C1::Imp<C1::Start> ep) {
  bool held = true;
  std::move(ep).close();
  held = false;
  flip(held);
  if (held) std::move(ep).close();
}
