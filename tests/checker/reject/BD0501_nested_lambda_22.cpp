// expect BD0501
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep, bool x) {
  sip::in_place([&] { sip::either(x, [&] { std::move(ep).close(); }, [&] { std::move(ep).close(); }); });
  std::move(ep).close();
}
