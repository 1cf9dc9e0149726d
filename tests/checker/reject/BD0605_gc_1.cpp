// expect BD0605
#include <sip/core.hpp>
struct Guard {
  int x = 0;
  ~Guard() { sip::log("gone"); }
};
void f(sip::Gc<Guard> guard) {}
