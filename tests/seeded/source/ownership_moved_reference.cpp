// seeded: ownership; BD0504 BD0508
// The SIP moves an owner out of a parameter that only borrowed it.
#include <manifest.hpp>

void shut(C1::Imp<C1::Start>& borrowed) {
  std::move(borrowed).close();
}
int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto server = std::move(start.server);
  shut(server);
  std::move(server).close();
  sip::log("closed twice");
  return 0;
}
