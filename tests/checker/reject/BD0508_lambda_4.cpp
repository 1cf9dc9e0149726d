// expect BD0508
#include <c1.hpp>
struct Holder {
  C1::Imp<C1::Start> ep;
  void stop() {
    auto f = [this] { std::move(ep).close(); };
    f();
  }
};
