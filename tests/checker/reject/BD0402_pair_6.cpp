// expect BD0402
#include <sip/core.hpp>
auto f(int x) {
  auto g = [&] { return x; };
  return std::pair<decltype(g), int>{g, 1};
}
