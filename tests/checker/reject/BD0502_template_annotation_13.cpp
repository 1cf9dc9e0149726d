// expect BD0502
#include <c1.hpp>
template <class T> struct [[sip::must_consume]] Ticket {
  Ticket() = default;
  Ticket(Ticket&&) = default;
  void redeem() && {}
};
void f(Ticket<int> t) {}
