// seeded: privilege; BD0106 BD0208 BD0701
// The SIP ends the machine through a port.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  asm volatile("outb %al, $0xf4");
  sip::log("done");
  return 0;
}
