// seeded: privilege; BD0106 BD0208 BD0701
// The SIP sets the interrupt table.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  asm volatile("lidt (%rsp)");
  sip::log("done");
  return 0;
}
