// expect BD0407
#include <sip/core.hpp>
unsigned long f(int n) {
  sip::StringView kept;
again:
  sip::String text("abc");
  kept = text;
  if (--n > 0) goto again;
  return kept.size();
}
