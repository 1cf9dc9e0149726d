// expect BD0403
#include <sip/core.hpp>
sip::StringView f(sip::StringView other) {
  sip::Array<sip::StringView, 2> all;
  sip::String text("abc");
  all[0] = text;
  return all[1];
}
