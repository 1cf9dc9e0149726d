// expect BD0403
#include <sip/core.hpp>
sip::StringView f(sip::StringView other, bool b) {
  sip::String text("abc");
  sip::StringView result = other;
  if (b) result = text;
  return result;
}
