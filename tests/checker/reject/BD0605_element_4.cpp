// expect BD0605
#include <sip/core.hpp>
struct Guard {
  int x = 0;
  ~Guard() { x = 0; }
};
unsigned long f() {
  sip::Vector<Guard> all;
  return all.size();
}
