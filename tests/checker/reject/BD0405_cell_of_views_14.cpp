// expect BD0405
#include <sip/core.hpp>
struct Page {
  sip::Cell<sip::StringView> title;
};
