// seeded: privilege; BD0701 BD0703
// The SIP the same, by an assembler label.
#include <manifest.hpp>

long quiet(unsigned long port, unsigned long width, unsigned long value) asm("sipk_io_port_write");
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  quiet(0xf4, 4, 0);
  sip::log("done");
  return 0;
}
