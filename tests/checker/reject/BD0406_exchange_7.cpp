// expect BD0406
#include <sip/core.hpp>
sip::StringView f(sip::StringView outer) {
  sip::String text("abc");
  std::exchange(outer, text.view());
  return outer;
}
