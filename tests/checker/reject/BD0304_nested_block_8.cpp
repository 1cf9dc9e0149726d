// expect BD0304
#include <sip/core.hpp>
int f(int n) {
  for (int i = 0; i < n; ++i) {
    if (i > 3) {
      sip::Array<long, 5000> all;
      return static_cast<int>(all[0]);
    }
  }
  return 0;
}
