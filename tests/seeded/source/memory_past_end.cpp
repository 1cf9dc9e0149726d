// seeded: memory; BD0101 BD0102 BD0110
// The SIP writes far past a local variable.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  int local = 1;
  int* place = &local;
  place[50000] = 7;
  sip::log("wrote past {}", local);
  return 0;
}
