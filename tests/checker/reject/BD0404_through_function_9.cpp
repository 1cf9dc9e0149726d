// expect BD0404
#include <sip/core.hpp>
sip::StringView trim(sip::StringView text) { return text.substr(1); }
unsigned long f() {
  const auto text = trim(sip::String("word"));
  return text.size();
}
