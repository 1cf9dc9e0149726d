// seeded: privilege; BD0808
// The SIP writes to a port that its manifest does not grant.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  sip::prim::port_write(0xf4, 4, 0);
  sip::log("done");
  return 0;
}
