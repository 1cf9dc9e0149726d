// expect BD0403
#include <sip/core.hpp>
sip::Span<int> f() {
  sip::Array<int, 8> values;
  return values.span().first(2);
}
