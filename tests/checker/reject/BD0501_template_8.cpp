// expect BD0501
#include <c1.hpp>
template <class T> void twice(T ep) {
  std::move(ep).close();
  std::move(ep).close();
}
void f(C1::Imp<C1::Start> ep) { twice(std::move(ep)); }
