// expect BD0406
#include <sip/core.hpp>
unsigned long f() {
  sip::Array<sip::StringView, 2> all;
  {
    sip::String text("abc");
    for (auto& one : all) one = text;
  }
  return all[0].size();
}
