// expect BD0406
#include <sip/core.hpp>
unsigned long f(sip::StringView text) {
  auto& same = text;
  same = "x";
  return text.size();
}
