// expect BD0407
#include <sip/core.hpp>
unsigned long f() {
  sip::Array<sip::StringView, 2> all;
  {
    sip::String text("abc");
    all[1] = text;
  }
  return all[0].size();
}
