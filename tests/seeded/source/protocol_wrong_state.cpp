// seeded: protocol; BD0201 BD0502 BD0504 BD0508
// The SIP sends in a state that has no such message.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto pending = std::move(start.server).send(C1::Request{.x = 1});
  auto& start_again = reinterpret_cast<C1::Imp<C1::Start>&>(pending);
  auto second = std::move(start_again).send(C1::Request{.x = 2});
  std::move(second).close();
  sip::log("sent in the wrong state");
  return 0;
}
