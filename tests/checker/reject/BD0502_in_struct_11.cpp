// expect BD0502
#include <c1.hpp>
struct Session {
  int id;
  C1::Imp<C1::Start> ep;
};
void f(Session session) {}
