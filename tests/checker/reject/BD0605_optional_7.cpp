// expect BD0605
#include <sip/core.hpp>
struct Guard {
  int x = 0;
  ~Guard() { x = 0; }
};
void f(const sip::Vector<std::pair<int, Guard>>& all) {}
