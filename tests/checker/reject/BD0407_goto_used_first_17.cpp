// expect BD0407
#include <sip/core.hpp>
unsigned long f(int n) {
  sip::StringView kept;
top:
  const auto size = kept.size();
  sip::String text("x");
  kept = text;
  if (n-- > 0) goto top;
  return size;
}
