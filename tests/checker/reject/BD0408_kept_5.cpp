// expect BD0408
#include <sip/core.hpp>
void f(int x) {
  sip::spawn([&] { ++x; });
}
