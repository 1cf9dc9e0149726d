// expect BD0603
#include <sip/core.hpp>
template <class T> struct Holder {
  T value;
};
void f() { const sip::Mutex<Holder<std::pair<int, sip::Gc<int>>>> mutex{{}}; }
