// expect BD0404
#include <sip/core.hpp>
sip::String make();
bool f() {
  sip::Optional<sip::StringView> text{make().view()};
  return text.has_value();
}
