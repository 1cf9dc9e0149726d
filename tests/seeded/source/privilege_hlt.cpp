// seeded: privilege; BD0106 BD0208 BD0701
// The SIP stops the processor.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  asm volatile("hlt");
  sip::log("done");
  return 0;
}
