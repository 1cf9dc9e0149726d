// expect BD0407
#include <sip/core.hpp>
unsigned long f(sip::StringView a) {
  std::pair<int, sip::StringView> both{1, a};
  {
    sip::String text("abc");
    both.second = text;
  }
  return both.second.size();
}
