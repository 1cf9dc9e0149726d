// seeded: protocol; BD0201 BD0502 BD0504 BD0508
// The SIP speaks another contract than the channel's.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  auto& other = reinterpret_cast<Bulk::Imp<Bulk::Ready>&>(start.server);
  auto done = std::move(other).send(Bulk::Done{});
  std::move(done).close();
  sip::log("spoke another contract");
  return 0;
}
