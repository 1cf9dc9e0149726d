// expect BD0502
#include <c1.hpp>
struct Session {
  Session() : channel(C1::create()) {}
  C1::Channel channel;
};
void f() { Session session; }
