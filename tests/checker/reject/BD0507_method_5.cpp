// expect BD0507
#include <c1.hpp>
struct Server {
  void take(C1::Exp<C1::Start>&& ep) {}
};
