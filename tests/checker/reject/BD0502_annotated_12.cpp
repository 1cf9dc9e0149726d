// expect BD0502
#include <c1.hpp>
struct [[clang::annotate("sip::must_consume")]] Ticket {
  Ticket() = default;
  Ticket(Ticket&&) = default;
  int n = 0;
  void redeem() && {}
};
void f(Ticket t) {
  if (t.n > 0) std::move(t).redeem();
}
