// seeded: privilege; BD0702
// The SIP names a kernel call itself, without the library.
#include <manifest.hpp>

extern "C" long sipk_io_port_write(unsigned long port, unsigned long width, unsigned long value);
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  sipk_io_port_write(0xf4, 4, 0);
  sip::log("done");
  return 0;
}
