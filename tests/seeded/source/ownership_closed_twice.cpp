// seeded: ownership; BD0501
// The SIP closes one endpoint twice.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto server = std::move(start.server);
  std::move(server).close();
  std::move(server).close();
  sip::log("closed twice");
  return 0;
}
