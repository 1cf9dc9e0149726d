// expect BD0403
#include <sip/core.hpp>
struct Leaf {
  int x = 0;
  mutable int hits = 0;
  int& count() const { return hits; }
};
int& f() { return Leaf{}.count(); }
