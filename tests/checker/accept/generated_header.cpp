// level generated
#include <sip/core.hpp>
namespace C2 {
struct Request {
  int x = 0;
};
class [[sip::must_consume]] Imp {
 public:
  Imp() = default;
  Imp(Imp&&) = default;
  __attribute__((always_inline)) void send(Request r) && __attribute__((diagnose_if(r.x == 0, "x > 0", "error"))) {
    sip::prim::release(static_cast<unsigned long>(r.x));
  }
};
}
