// seeded: ownership; BD0201 BD0504 BD0508
// The SIP makes an endpoint out of a number.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.bulk).close();
  std::move(start.server).close();
  std::uint64_t number = 0x100000002;
  auto& forged = reinterpret_cast<C1::Imp<C1::Start>&>(number);
  std::move(forged).close();
  sip::log("closed");
  return 0;
}
