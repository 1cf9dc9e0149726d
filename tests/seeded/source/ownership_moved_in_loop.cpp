// seeded: ownership; BD0501 BD0502
// The SIP moves one endpoint in each round of a loop.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto server = std::move(start.server);
  for (int i = 0; i < 3; ++i) std::move(server).close();
  sip::log("closed");
  return 0;
}
