// seeded: control; BD0101 BD0104 BD0201
// The SIP calls an address that it made up.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  auto* entry = reinterpret_cast<void (*)()>(std::uint64_t{0x100000});
  entry();
  sip::log("came back");
  return 0;
}
