// expect BD0501
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep) {
  auto finish = [held = std::move(ep)]() mutable { std::move(held).close(); };
  finish();
  finish();
}
