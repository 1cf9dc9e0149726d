// expect BD0408
#include <sip/core.hpp>
void f(int x) {
  auto body = [&] { ++x; };
  sip::spawn(body);
}
