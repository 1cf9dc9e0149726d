// expect BD0406
#include <sip/core.hpp>
void f(sip::StringView outer) {
  auto set = [](sip::StringView& place, sip::StringView value) { place = value; };
  sip::String text("x");
  set(outer, text);
}
