// seeded: ownership; BD0502 BD0504
// The SIP moves an endpoint inside a closure, twice.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto server = std::move(start.server);
  auto close = [&] { std::move(server).close(); };
  close();
  close();
  sip::log("closed twice");
  return 0;
}
