// seeded: memory; BD0110 BD0707
// The SIP an array whose length comes from outside.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  int length = manifest::parameters::amount;
  char items[length * 100000];
  items[0] = 1;
  sip::log("took {}", items[0]);
  return 0;
}
