// expect BD0407
#include <sip/core.hpp>
unsigned long f(int n) {
  sip::Span<int> last;
  for (int i = 0; i < n; ++i) {
    sip::Array<int, 4> values;
    last = values.span();
  }
  return last.size();
}
