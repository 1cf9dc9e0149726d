// expect BD0504
#include <c1.hpp>
template <class T> void touch(T& value) {}
void f(C1::Imp<C1::Start> ep) {
  touch(ep);
  std::move(ep).close();
}
