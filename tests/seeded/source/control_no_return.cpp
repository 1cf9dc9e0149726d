// seeded: control; BD0703
// The SIP promises not to return, and returns.
#include <manifest.hpp>

[[noreturn]] void quiet() {}
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  quiet();
  sip::log("came back");
  return 0;
}
