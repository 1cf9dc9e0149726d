// expect BD0404
#include <sip/core.hpp>
sip::String make();
unsigned long f() {
  int n = 0;
  sip::StringView v = (++n, make());
  return v.size();
}
