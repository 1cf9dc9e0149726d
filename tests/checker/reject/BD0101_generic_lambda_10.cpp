// expect BD0101
#include <sip/core.hpp>
int use(int x) {
  auto f = [](auto value) { return static_cast<int>(sizeof(value)); };
  return f(std::addressof(x));
}
