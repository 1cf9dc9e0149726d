// expect BD0603
#include <start.hpp>
void f() {
  int count = 0;
  auto inner = [&count] { ++count; };
  sip::send_to_thread([inner] { inner(); });
}
