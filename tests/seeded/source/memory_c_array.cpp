// seeded: memory; BD0105 BD0110
// The SIP indexes a C array without a check.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  int items[4] = {};
  for (int i = 0; i < 60000; ++i) items[i] = i;
  sip::log("filled {}", items[3]);
  return 0;
}
