// expect BD0404
#include <sip/core.hpp>
sip::String make();
unsigned long f() {
  sip::StringView text;
  text = make().view();
  return text.size();
}
