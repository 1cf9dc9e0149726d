// Names that C++ reserves get an underscore; enumerations, structs and constants are usable.
#include "wide.contract.hpp"

namespace W = Wide::Names::while_;

void send(W::Imp<W::create__> endpoint, W::Inner inner, int number) {
  W::delete_ message{.class_ = number, .i = inner, .p = {.x = 1, .c = Wide::Names::Colour::delete_, .y = W::Small}};
  message.u = W::Big;
  static_assert(W::Max == 28);
  std::move(endpoint).send(message).close();
}
