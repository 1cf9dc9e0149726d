// expect BD0603
#include <start.hpp>
template <class F>
void start(F body) {
  sip::send_to_thread([body] { body(); });
}
void f() {
  int count = 0;
  start([&count] { ++count; });
}
