// expect BD0603
#include <sip/core.hpp>
void f(int x) {
  auto body = [&x] { ++x; };
  sip::send_to_thread(body);
}
