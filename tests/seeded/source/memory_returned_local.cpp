// seeded: memory; BD0403
// The SIP returns a reference to its own local variable.
#include <manifest.hpp>

int& leave() {
  int local = 5;
  int& name = local;
  return name;
}
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  int& gone = leave();
  gone = 6;
  sip::log("changed {}", gone);
  return 0;
}
