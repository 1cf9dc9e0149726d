// seeded: control; BD0705
// The SIP says that a path is never taken, and takes it.
#include <manifest.hpp>

int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  if (manifest::parameters::amount > 5) __builtin_unreachable();
  sip::log("done");
  return 0;
}
