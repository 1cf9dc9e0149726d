// expect BD0403
#include <sip/core.hpp>
sip::StringView f(sip::StringView other) {
  sip::String text("abc");
  sip::StringView a, b;
  b = (a = text);
  return b;
}
