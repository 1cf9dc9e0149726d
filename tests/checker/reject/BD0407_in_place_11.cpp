// expect BD0407
#include <sip/core.hpp>
int f() {
  sip::Array<int, 4> values;
  auto all = sip::in_place([&] { return values.span(); });
  return all[0];
}
