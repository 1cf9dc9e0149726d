// expect BD0407
#include <sip/core.hpp>
unsigned long f() {
  sip::StringView outer;
  {
    sip::String text("abc");
    outer = text;
  }
  return outer.size();
}
