// expect BD0408
#include <sip/core.hpp>
sip::Function<int()> wrap() {
  int count = 7;
  const auto inner = [&count] { return count; };
  return sip::Function<int()>([inner] { return inner(); });
}
