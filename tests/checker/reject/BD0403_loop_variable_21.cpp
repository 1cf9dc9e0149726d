// expect BD0403
#include <sip/core.hpp>
int& f() {
  sip::Array<int, 8> values;
  for (auto& x : values) return x;
  return values[0];
}
