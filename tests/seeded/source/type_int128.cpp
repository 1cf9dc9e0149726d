// seeded: type; BD0711
// The SIP a type that the two data layouts pass differently.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  __int128 value = manifest::parameters::amount;
  sip::log("value {}", static_cast<int>(value * value));
  return 0;
}
