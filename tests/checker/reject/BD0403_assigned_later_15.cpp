// expect BD0403
#include <sip/core.hpp>
sip::StringView f() {
  sip::String text("abc");
  sip::StringView result;
  result = text.view();
  return result;
}
