// expect BD0605
#include <sip/core.hpp>
template <class T> struct Scoped {
  T value;
  ~Scoped() { sip::log("end"); }
};
void f() { auto one = sip::make_gc(Scoped<int>{1}); }
