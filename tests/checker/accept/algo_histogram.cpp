// counting characters
#include <sip/core.hpp>
struct Count {
  char character = 0;
  unsigned times = 0;
};
Count most_frequent(sip::StringView text) {
  sip::Array<unsigned, 128> times;
  for (unsigned long i = 0; i < text.size(); ++i) {
    const auto code = static_cast<unsigned char>(text[i]);
    if (code < 128) ++times[code];
  }
  Count best;
  for (unsigned i = 0; i < 128; ++i) {
    if (times[i] > best.times) best = {static_cast<char>(i), times[i]};
  }
  return best;
}
