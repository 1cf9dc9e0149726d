// seeded: memory; BD0101 BD0107 BD0110
// The SIP takes memory that no library accounts for.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  int* place = new int(5);
  sip::log("got {}", *place);
  return 0;
}
