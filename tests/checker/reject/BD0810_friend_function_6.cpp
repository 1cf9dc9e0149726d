// expect BD0810
#include <sip/core.hpp>
class Mine {
  friend void sip::log(sip::StringView);
};
