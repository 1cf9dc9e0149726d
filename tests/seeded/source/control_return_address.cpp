// seeded: control; BD0101 BD0102 BD0110 BD0703
// The SIP overwrites its own return address.
#include <manifest.hpp>

[[gnu::noinline]] void spoil(std::uint64_t depth) {
  std::uint64_t local = depth;
  std::uint64_t* place = &local;
  for (int i = 1; i < 16; ++i) place[i] = 0x100000;
}
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  spoil(1);
  sip::log("came back");
  return 0;
}
