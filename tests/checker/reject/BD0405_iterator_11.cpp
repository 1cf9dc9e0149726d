// expect BD0405
#include <sip/core.hpp>
struct Cursor {
  sip::Iterator<int> at;
};
