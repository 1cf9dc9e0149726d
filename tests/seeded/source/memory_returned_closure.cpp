// seeded: memory; BD0402
// The SIP returns a closure over its own local variable.
#include <manifest.hpp>

auto leave() {
  int local = 5;
  return [&local](int x) { return local += x; };
}
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  auto gone = leave();
  sip::log("read {}", gone(1));
  return 0;
}
