// expect BD0206
#include <sip/core.hpp>
class Handle {
  unsigned long secret_;
};
Handle f(unsigned long n) { return std::bit_cast<Handle>(n); }
