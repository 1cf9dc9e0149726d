// expect BD0502
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep) {
  bool held = true;
  auto drop = [&held] { held = false; };
  drop();
  if (held) std::move(ep).close();
}
