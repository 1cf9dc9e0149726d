// expect BD0605
#include <sip/core.hpp>
struct Guard {
  int x = 0;
  ~Guard() { x = 0; }
};
sip::Function<int()> f() {
  Guard guard;
  return [guard] { return guard.x; };
}
