// expect BD0810
#include <sip/core.hpp>
class Mine {
  friend class sip::StringView;
};
