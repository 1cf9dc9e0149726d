// expect BD0501
#include <c1.hpp>
void take(C1::Exp<C1::Stopped>) {}
void f(C1::Exp<C1::Stopped> end) {
  take(std::move(end));
  take(std::move(end));
}
