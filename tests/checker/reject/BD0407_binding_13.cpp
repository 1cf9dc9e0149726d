// expect BD0407
#include <sip/core.hpp>
unsigned long f(sip::StringView a) {
  auto [first, second] = std::pair<sip::StringView, sip::StringView>{a, a};
  {
    sip::String text("abc");
    first = text;
  }
  return first.size();
}
