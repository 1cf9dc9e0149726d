// expect BD0404
#include <sip/core.hpp>
sip::String make();
unsigned long f(bool b, sip::StringView other) {
  sip::StringView text = b ? other : make().view();
  return text.size();
}
