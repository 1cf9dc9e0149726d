// expect BD0403
#include <sip/core.hpp>
int& f() {
  std::pair<int, int> both{1, 2};
  auto& [a, b] = both;
  return b;
}
