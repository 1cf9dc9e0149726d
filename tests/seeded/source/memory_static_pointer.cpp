// seeded: memory; BD0101 BD0102 BD0110 BD0601 BD0702
// The SIP keeps the address of a local variable in a static one.
#include <manifest.hpp>

int* kept = 0;

void leave() {
  int local = 5;
  kept = &local;
}
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  leave();
  *kept = 6;
  sip::log("changed {}", *kept);
  return 0;
}
