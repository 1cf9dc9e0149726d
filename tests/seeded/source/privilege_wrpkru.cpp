// seeded: privilege; BD0106 BD0208 BD0701
// The SIP changes the protection keys.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  asm volatile("wrpkru");
  sip::log("done");
  return 0;
}
