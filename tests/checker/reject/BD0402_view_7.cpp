// expect BD0402
#include <sip/core.hpp>
auto matcher(sip::StringView pattern) {
  return [pattern](sip::StringView text) { return text == pattern; };
}
