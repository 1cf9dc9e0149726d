// expect BD0405
#include <sip/core.hpp>
struct Name {
  sip::StringView text;
};
