// expect BD0404
#include <sip/core.hpp>
sip::StringView pick(bool b, sip::StringView a, const sip::String& other = sip::String("none")) {
  return b ? a : other.view();
}
unsigned long f() {
  auto text = pick(false, "x");
  return text.size();
}
