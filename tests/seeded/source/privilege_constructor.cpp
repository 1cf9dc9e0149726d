// seeded: privilege; BD0703
// The SIP runs before its own start.
#include <manifest.hpp>

[[gnu::constructor]] void early() {
  sip::log("early");
}
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  sip::log("done");
  return 0;
}
