// expect BD0405
#include <sip/core.hpp>
struct Token {
  int kind = 0;
  sip::Optional<sip::StringView> text;
};
