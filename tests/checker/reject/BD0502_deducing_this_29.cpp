// expect BD0502
#include <c1.hpp>
struct Holder {
  C1::Imp<C1::Start> ep;
  void stop(this Holder self) {}
};
void f(Holder h) { std::move(h).stop(); }
