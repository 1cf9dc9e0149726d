// seeded: control; BD0703
// The SIP a call that must not return here.
#include <manifest.hpp>

int count(int n) {
  if (n == 0) return 0;
  [[clang::musttail]] return count(n - 1);
}
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  sip::log("count {}", count(5));
  return 0;
}
