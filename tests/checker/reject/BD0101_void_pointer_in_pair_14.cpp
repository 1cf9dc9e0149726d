// expect BD0101
#include <sip/core.hpp>
struct Held {
  std::pair<int, const void*> both;
};
