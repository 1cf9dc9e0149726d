// seeded: memory; BD0101 BD0110 BD0201 BD0208
// The SIP a store that no optimiser may drop, to a made-up address.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  *reinterpret_cast<volatile std::uint64_t*>(std::uint64_t{0xfee00000}) = 0;
  sip::log("stored");
  return 0;
}
