// expect BD0408
#include <sip/core.hpp>
void f(sip::StringView text) {
  sip::spawn([text] { sip::log(text); });
}
