// expect BD0408
#include <sip/core.hpp>
sip::Function<int()> f(int x) {
  auto inner = [&] { return x; };
  return [inner] { return inner(); };
}
