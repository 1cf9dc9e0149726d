// One of many SIPs that only are there: waits on a channel of its own for what never comes.
#include <manifest.hpp>

int sip_main(manifest::Start) {
  auto [importer, exporter] = C1::create();
  std::move(exporter).receive().match(
      [&](C1::Request, C1::Exp<C1::Pending> pending) { std::move(pending).close(); },
      [&](sip::Closed) {});
  std::move(importer).close();
  return 0;
}
