// expect BD0403
#include <sip/core.hpp>
std::pair<sip::StringView, int> f() {
  sip::String text("abc");
  return {text.view(), 1};
}
