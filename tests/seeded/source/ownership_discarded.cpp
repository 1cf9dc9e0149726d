// seeded: ownership; BD0506
// The SIP throws away the endpoint that a call gives.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  (void)std::move(start.server).send(C1::Request{.x = 1});
  sip::log("thrown away");
  return 0;
}
