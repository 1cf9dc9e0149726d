// seeded: ownership; BD0101 BD0102 BD0110 BD0705
// The SIP copies an endpoint byte by byte.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto server = std::move(start.server);
  auto [importer, exporter] = C1::create();
  __builtin_memcpy(static_cast<void*>(&importer), &server, sizeof server);
  std::move(importer).close();
  std::move(server).close();
  std::move(exporter).close();
  sip::log("closed twice");
  return 0;
}
