// seeded: shared; BD0602 BD0702
// The SIP keeps state in thread-local storage.
#include <manifest.hpp>

thread_local int mine = 5;

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  mine = 6;
  sip::log("mine {}", mine);
  return 0;
}
