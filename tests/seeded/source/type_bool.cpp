// seeded: type; BD0206
// The SIP a bool that is neither true nor false.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  const bool odd = __builtin_bit_cast(bool, static_cast<unsigned char>(2));
  sip::log("it is {}", odd ? 1 : 0);
  return 0;
}
