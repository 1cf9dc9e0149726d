// expect BD0604
#include <sip/core.hpp>
template <class T> constexpr sip::Gc<T> kNone{};
void f() { (void)kNone<int>; }
