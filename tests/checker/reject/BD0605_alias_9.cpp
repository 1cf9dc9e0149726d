// expect BD0605
#include <sip/core.hpp>
struct Guard {
  int x = 0;
  virtual ~Guard() { x = 0; }
};
using Handle = sip::Gc<Guard>;
struct Table {
  sip::Vector<Handle> all;
};
