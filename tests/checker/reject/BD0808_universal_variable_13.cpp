// expect BD0808
#include <sip/core.hpp>
struct Any {
  template <class T> operator T() const {
    T made;
    return made;
  }
};
int f() { return sip::needs_key(Any{}); }
