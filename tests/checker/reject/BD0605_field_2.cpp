// expect BD0605
#include <sip/core.hpp>
struct Guard {
  int x = 0;
  ~Guard() { x = 0; }
};
struct Node {
  Guard guard;
};
sip::Gc<Node> f() { return sip::make_gc(Node{}); }
