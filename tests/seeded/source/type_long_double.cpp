// seeded: type; BD0711
// The SIP a type that the two data layouts store differently.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  long double value = manifest::parameters::amount;
  sip::log("value {}", static_cast<int>(value));
  return 0;
}
