// expect BD0403
#include <sip/core.hpp>
sip::StringView f() {
  sip::String text("abc");
  sip::StringView a;
  a.operator=(text.view());
  return a;
}
