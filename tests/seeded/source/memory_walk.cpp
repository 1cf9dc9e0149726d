// seeded: memory; BD0101 BD0102 BD0110
// The SIP walks up its own stack, overwriting everything.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  std::uint64_t local = 1;
  std::uint64_t* place = &local;
  for (int i = 0; i < 100000; ++i) *place++ = 0x4141414141414141;
  sip::log("walked past {}", local);
  return 0;
}
