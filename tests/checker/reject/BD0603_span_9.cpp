// expect BD0603
#include <sip/core.hpp>
void f(sip::Vector<int>& all) {
  sip::send_to_thread([part = all.span()] { part[0] = 1; });
}
