// expect BD0603
#include <start.hpp>
void f() {
  int count = 0;
  sip::send_to_thread([&] { ++count; });
}
