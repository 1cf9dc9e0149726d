// seeded: memory; BD0101 BD0110 BD0207
// The SIP the same, through a union.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  union Both {
    std::uint64_t number;
    std::uint32_t* place;
  };
  Both both{.number = 0x100000};
  *both.place = 1;
  sip::log("stored");
  return 0;
}
