// expect BD0605
#include <sip/core.hpp>
struct Guard {
  ~Guard() {}
};
struct Node : Guard {
  int x = 0;
};
sip::Vector<Node> f();
