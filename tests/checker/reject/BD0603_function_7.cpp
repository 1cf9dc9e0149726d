// expect BD0603
#include <sip/core.hpp>
void f(sip::Function<int()> work) {
  sip::send_to_thread([work] { work(); });
}
