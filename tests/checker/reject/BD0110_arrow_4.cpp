// expect BD0110
#include <sip/core.hpp>
struct S {
  int x;
};
bool f(sip::Gc<S> object) { return object.operator->(); }
