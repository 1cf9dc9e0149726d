// seeded: ownership; BD0504 BD0508
// The SIP moves an endpoint through a second name.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto server = std::move(start.server);
  auto& second = server;
  std::move(second).close();
  std::move(server).close();
  sip::log("closed twice");
  return 0;
}
