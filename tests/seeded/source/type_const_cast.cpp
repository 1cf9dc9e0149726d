// seeded: type; BD0202
// The SIP changes a constant.
#include <manifest.hpp>

constexpr int kFixed = 5;
const int kTable = kFixed;
int sip_main(manifest::Start start) {
  std::move(start.server).close();
  std::move(start.bulk).close();
  const_cast<int&>(kTable) = 6;
  sip::log("changed {}", kTable);
  return 0;
}
