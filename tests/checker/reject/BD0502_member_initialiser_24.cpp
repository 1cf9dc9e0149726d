// expect BD0502
#include <c1.hpp>
struct Session {
  C1::Channel channel = C1::create();
};
void f() { Session session; }
