// seeded: memory; BD0101 BD0109 BD0110
// The SIP stores to address 0.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  int* nowhere = nullptr;
  *nowhere = 1;
  sip::log("stored");
  return 0;
}
