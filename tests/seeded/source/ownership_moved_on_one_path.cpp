// seeded: ownership; BD0501
// The SIP uses an endpoint that one path before moved away.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto server = std::move(start.server);
  if (manifest::parameters::amount > 5) std::move(server).close();
  std::move(server).close();
  sip::log("closed");
  return 0;
}
