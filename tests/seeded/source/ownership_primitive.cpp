// seeded: ownership; BD0808
// The SIP releases memory that it never owned, by the library's own primitive.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  sip::prim::exchange_release(0x100000);
  sip::log("released");
  return 0;
}
