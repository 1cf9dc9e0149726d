// expect BD0604
#include <sip/core.hpp>
template <class T> struct Registry {
  static constexpr T kEmpty{};
};
bool f() { return (void)Registry<sip::Gc<int>>::kEmpty, true; }
