// expect BD0403
#include <sip/core.hpp>
sip::StringView f() {
  sip::String text("abc");
  sip::StringView result;
  auto set = [&] { result = text; };
  set();
  return result;
}
