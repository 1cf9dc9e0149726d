// seeded: privilege; BD0106 BD0208 BD0701
// The SIP switches interrupts off.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  asm volatile("cli");
  sip::log("done");
  return 0;
}
