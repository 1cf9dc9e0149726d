// expect BD0808
#include <sip/core.hpp>
struct Any {
  template <class T> operator T() const { return T{}; }
};
int f() { return sip::needs_key(Any{}); }
