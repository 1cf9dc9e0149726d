// seeded: protocol; BD0201 BD0502 BD0504 BD0508
// The SIP acts as the other side of its channel.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto pending = std::move(start.server).send(C1::Request{.x = 1});
  auto& other = reinterpret_cast<C1::Exp<C1::Pending>&>(pending);
  auto again = std::move(other).send(C1::Reply{.y = 2});
  std::move(again).close();
  sip::log("sent as the other side");
  return 0;
}
