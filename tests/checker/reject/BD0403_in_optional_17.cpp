// expect BD0403
#include <sip/core.hpp>
sip::Optional<sip::StringView> f() {
  sip::String text("abc");
  return sip::Optional<sip::StringView>{text.view()};
}
