// expect BD0604
#include <sip/core.hpp>
void f() {
  static constexpr sip::Gc<int> kShared;
}
