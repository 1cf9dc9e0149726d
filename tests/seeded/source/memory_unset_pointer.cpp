// seeded: memory; BD0101 BD0110
// The SIP stores through a pointer that was never set.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  int* place;
  *place = 1;
  sip::log("stored");
  return 0;
}
