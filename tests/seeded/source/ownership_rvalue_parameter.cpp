// seeded: ownership; BD0501 BD0507 BD0508
// The SIP takes an endpoint by && and moves it twice.
#include <manifest.hpp>

void shut(C1::Imp<C1::Start>&& server) {
  std::move(server).close();
}
int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto server = std::move(start.server);
  shut(std::move(server));
  shut(std::move(server));
  sip::log("closed twice");
  return 0;
}
