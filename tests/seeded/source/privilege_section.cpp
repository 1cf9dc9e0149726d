// seeded: privilege; BD0703
// The SIP puts its data where its code is.
#include <manifest.hpp>

[[gnu::section(".text")]] constinit const unsigned long long kCode = 0xfa'fa'fa'fa;
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  sip::log("code {}", kCode);
  return 0;
}
