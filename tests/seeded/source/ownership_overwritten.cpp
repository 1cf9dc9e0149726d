// seeded: ownership; BD0503
// The SIP fills a variable that still owns an endpoint.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto server = std::move(start.server);
  auto [importer, exporter] = C1::create();
  server = std::move(importer);
  std::move(exporter).close();
  std::move(server).close();
  sip::log("overwritten");
  return 0;
}
