// expect BD0406
#include <sip/core.hpp>
void f(sip::StringView outer) {
  sip::String text("abc");
  sip::StringView inner = text;
  std::swap(outer, inner);
}
