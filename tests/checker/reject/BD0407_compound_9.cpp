// expect BD0407
#include <sip/core.hpp>
unsigned long f(bool b) {
  sip::StringView first, second;
  {
    sip::String text("abc");
    (b ? first : second) = (text, text.view());
  }
  return first.size();
}
