// expect BD0403
#include <sip/core.hpp>
sip::StringView f(bool c) {
  sip::String text("abc");
  sip::StringView a, b;
  (c ? a : b) = text;
  return b;
}
