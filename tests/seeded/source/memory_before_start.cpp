// seeded: memory; BD0101 BD0102 BD0110
// The SIP writes far before a local variable, below the stack.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  int local = 1;
  int* place = &local;
  place[-50000] = 7;
  sip::log("wrote before {}", local);
  return 0;
}
