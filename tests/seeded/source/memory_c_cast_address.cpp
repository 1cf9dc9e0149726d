// seeded: memory; BD0101 BD0110 BD0203
// The SIP the same, by a C-style cast.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  *(std::uint32_t*)std::uint64_t{0x100000} = 1;
  sip::log("stored");
  return 0;
}
