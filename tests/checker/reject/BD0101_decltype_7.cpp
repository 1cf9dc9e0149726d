// expect BD0101
#include <sip/core.hpp>
int x_of(int x) {
  using P = decltype(std::addressof(x));
  return sizeof(P);
}
