// seeded: borrow; BD0403
// The SIP returns one of two references, of which one is to a local variable.
#include <manifest.hpp>

int& choose(int& mine, bool which) {
  int local = 5;
  return which ? mine : local;
}
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  int mine = 1;
  int& gone = choose(mine, false);
  gone = 6;
  sip::log("changed {}", gone);
  return 0;
}
