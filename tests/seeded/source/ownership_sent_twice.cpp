// seeded: ownership; BD0501
// The SIP sends twice on an endpoint that one send consumed.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto server = std::move(start.server);
  auto first = std::move(server).send(C1::Request{.x = 1});
  auto second = std::move(server).send(C1::Request{.x = 2});
  std::move(first).close();
  std::move(second).close();
  sip::log("sent twice");
  return 0;
}
