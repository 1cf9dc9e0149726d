// expect BD0605
#include <sip/core.hpp>
struct Guard {
  int x = 0;
  ~Guard();
};
Guard::~Guard() = default;
void f(sip::Gc<Guard> guard) {}
