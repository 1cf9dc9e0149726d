// expect BD0408
#include <sip/core.hpp>
sip::Function<unsigned long()> f(sip::StringView text) {
  return [text] { return text.size(); };
}
