// seeded: memory; BD0101 BD0110 BD0705
// The SIP takes as much of the stack as it likes.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  auto* place = static_cast<char*>(__builtin_alloca(1 << 20));
  place[0] = 1;
  sip::log("took {}", place[0]);
  return 0;
}
