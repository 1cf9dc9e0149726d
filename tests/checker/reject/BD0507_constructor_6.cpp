// expect BD0507
#include <c1.hpp>
struct Server {
  explicit Server(C1::Exp<C1::Start>&& ep) {}
};
