// seeded: memory; BD0101 BD0110 BD0201
// The SIP stores to an address that it made up (where the kernel lies).
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  auto* place = reinterpret_cast<std::uint64_t*>(std::uint64_t{0x200000});
  *place = 1;
  sip::log("stored");
  return 0;
}
