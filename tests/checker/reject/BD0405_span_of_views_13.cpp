// expect BD0405
#include <sip/core.hpp>
sip::StringView f(sip::StringView other) {
  sip::Array<sip::StringView, 2> all;
  {
    sip::String text("abc");
    auto span = all.span();
    span[0] = text;
  }
  return all[0];
}
