// expect BD0603
#include <c1.hpp>
void f(sip::Cell<sip::Ex<int>> cell) {
  sip::send_to_thread([own = std::move(cell)]() mutable { own.take().release(); });
}
