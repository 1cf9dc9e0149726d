// expect BD0405
#include <sip/core.hpp>
struct Word : sip::StringView {
  int number = 0;
};
