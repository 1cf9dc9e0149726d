// seeded: ownership; BD0502
// The SIP lets an endpoint fall without closing it.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto pending = std::move(start.server).send(C1::Request{.x = 1});
  sip::log("dropped");
  return 0;
}
